const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const keywords = list(`
  False None True and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda nonlocal not or pass raise return try while with yield match case type`);

/** The builtins of Python 3.13. */
const builtins = list(`
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError
  BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
  DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError
  FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
  InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
  NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
  ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
  StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError
  UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
  Warning ZeroDivisionError
  abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits
  delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int
  isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range
  repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip`);

/** Attributes that SQLAlchemy's declarative classes, pydantic's BaseModel and their classes keep for themselves. */
const libraryAttributes = list(`
  metadata registry awaitable_attrs mro register kwargs
  construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json update_forward_refs validate
  model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields
  model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild model_validate model_validate_json
  model_validate_strings`);

/** Names that generated modules import: an attribute of that name would hide them in the class body. */
const importedNames = list(`
  dt date datetime time timedelta decimal uuid enum re typing sa orm pg sqlalchemy postgresql pydantic fastapi annotations func
  mapped_column relationship field base inputs outputs schemas`);

/** Names that the functions of generated modules bind, and fixtures of their tests. */
const localNames = list(`
  asyncio logging pytest select delete insert update session settings router request response payload service repository
  entity entities record records row rows app client page item items`);

/** File names that Windows cannot check out. */
const deviceNames = list('con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9');

const reservedAttributes = new Set([...keywords, ...builtins, ...libraryAttributes, ...importedNames, 'self', 'cls']);
const reservedVariables = new Set([...reservedAttributes, ...localNames]);
const reservedClasses = new Set([...keywords, ...builtins]);
const reservedModules = new Set([...keywords, ...builtins, ...deviceNames]);

const escape = (name: string, reserved: ReadonlySet<string>): string => (reserved.has(name) ? `${name}_` : name);

/**
 * An attribute: the snake-case name, with `_` behind what Python, a library or the module's imports use. `n2fa_` is 2fa: the
 * `_` says that the letter is not part of the name, so that generated code can tell it from n2fa.
 */
export function pythonAttribute(snake: string): string {
  return /^[A-Za-z]/.test(snake) ? escape(snake, reservedAttributes) : `n${snake}_`;
}

/** An argument or local variable. */
export function pythonVariable(snake: string): string {
  return escape(startWithLetter(snake, 'n'), reservedVariables);
}

/** A class: the Pascal-case name, with `_` behind what Python itself uses. */
export function pythonClass(pascal: string): string {
  return escape(startWithLetter(pascal, 'N'), reservedClasses);
}

/** A module, and so a file. */
export function pythonModule(snake: string): string {
  return escape(startWithLetter(snake, 'n'), reservedModules);
}

function startWithLetter(name: string, prefix: string): string {
  return /^[A-Za-z]/.test(name) ? name : `${prefix}${name}`;
}
