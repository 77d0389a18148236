/**
 * The words of a name in lower case, however it was typed: "Order line", order_line, OrderLine and orderLine are [order, line].
 * Digits stay with the word before them, acronyms are one word (HTTPServer: http, server; SKUs: skus), apostrophes vanish.
 */
export function splitWords(name: string): readonly string[] {
  return name
    .normalize('NFC')
    .replace(/['’`´]/g, '')
    .replace(/(\p{Lu}{2,})s(?![\p{Ll}])/gu, (_, acronym: string) => ` ${acronym.toLowerCase()}s `)
    .replace(/(\p{Ll}\p{N}*)(\p{Lu})/gu, '$1 $2')
    .replace(/([\p{Lu}\p{N}])(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(word => word !== '');
}
