/** The colours of the Waymark logo, dark enough or light enough for text where they carry it. */
export const palette = {
  pine: '#14342b',
  pineLight: '#1f4d40',
  amber: '#f2b84b',
  mist: '#cfe0d9',
} as const;
