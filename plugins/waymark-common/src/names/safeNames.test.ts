import { databaseName } from './databaseName';
import { enumMembers } from './enumMember';
import { pythonAttribute, pythonClass, pythonModule, pythonVariable } from './pythonNames';
import { typescriptClass, typescriptName } from './typescriptNames';

describe('Python names', () => {
  it.each([
    ['name', 'name'], ['from', 'from_'], ['class', 'class_'], ['type', 'type_'], ['match', 'match_'], ['list', 'list_'], ['metadata', 'metadata_'],
    ['schema', 'schema_'], ['json', 'json_'], ['model_config', 'model_config_'], ['model_name', 'model_name'], ['date', 'date_'], ['dt', 'dt_'],
    ['self', 'self_'], ['mro', 'mro_'], ['register', 'register_'], ['kwargs', 'kwargs_'], ['order', 'order'], ['user', 'user'], ['2fa', 'n2fa_'], ['n2fa', 'n2fa'], ['constructor', 'constructor'],
  ])('the attribute of %s is %s', (name, safe) => {
    expect(pythonAttribute(name)).toBe(safe);
  });

  it.each([['session', 'session_'], ['client', 'client_'], ['order', 'order'], ['import', 'import_']])('the variable of %s is %s', (name, safe) => {
    expect(pythonVariable(name)).toBe(safe);
  });

  it.each([['None', 'None_'], ['True', 'True_'], ['Exception', 'Exception_'], ['Import', 'Import'], ['Base', 'Base'], ['3dModel', 'N3dModel']])(
    'the class of %s is %s',
    (name, safe) => {
      expect(pythonClass(name)).toBe(safe);
    },
  );

  it.each([['import', 'import_'], ['class', 'class_'], ['health', 'health'], ['con', 'con_'], ['type', 'type_']])('the module of %s is %s', (name, safe) => {
    expect(pythonModule(name)).toBe(safe);
  });
});

describe('TypeScript names', () => {
  it.each([['class', 'class_'], ['constructor', 'constructor_'], ['orderLine', 'orderLine'], ['2fa', 'n2fa']])('the name of %s is %s', (name, safe) => {
    expect(typescriptName(name)).toBe(safe);
  });
  it.each([['Error', 'Error_'], ['Date', 'Date_'], ['Order', 'Order']])('the class of %s is %s', (name, safe) => {
    expect(typescriptClass(name)).toBe(safe);
  });
});

describe('enumMembers', () => {
  it.each([
    ['draft', 'DRAFT', 'Draft'],
    ['in progress', 'IN_PROGRESS', 'InProgress'],
    ['2XL', 'VALUE_2XL', 'Value2xl'],
    ['1.5', 'VALUE_1_5', 'Value15'],
    ['+', 'U2B', 'U2b'],
    ['日本', 'U65E5_U672C', 'U65e5U672c'],
    ['été', 'ETE', 'Ete'],
    ['A日', 'A_U65E5', 'AU65e5'],
    ['__proto__', 'PROTO', 'Proto'],
    ['line\nbreak', 'LINE_BREAK', 'LineBreak'],
    ['"; DROP TABLE', 'DROP_TABLE', 'DropTable'],
  ])('the member of %j is %s and %s', (value, python, typescript) => {
    expect(enumMembers([value])).toMatchObject([{ python, typescript }]);
  });

  it.each([
    [['A+', 'A-', 'AB+'], ['A_PLUS', 'A_MINUS', 'AB']],
    [['C', 'C++', 'C#', 'Go'], ['C', 'C_PLUS_PLUS', 'C_SHARP', 'GO']],
    [['< 18', '>= 18', '?'], ['LESS_18', 'GREATER_EQUAL_18', 'U3F']],
    [['a b', 'a-b', 'A'], ['A_B', 'A_MINUS_B', 'A']],
    [['a', 'A', 'a\nb', 'a b'], ['A', 'A', 'A_B', 'A_B']],
  ])('the members of %j are %j', (values, python) => {
    expect(enumMembers(values).map(member => member.python)).toEqual(python);
  });
});

describe('databaseName', () => {
  it('keeps names within 63 bytes, and longer ones apart', () => {
    const long = `ck_${'a'.repeat(60)}_minimum`;
    expect(databaseName('ck_products_price_minimum')).toBe('ck_products_price_minimum');
    expect(databaseName(long)).toHaveLength(63);
    expect(databaseName(long)).toBe(databaseName(long));
    expect(databaseName(long)).not.toBe(databaseName(`${long}2`));
  });
});
