import { parseSync } from 'vite';

/** @typedef {{ specifier: string | null, line: number }} Import `specifier` is null when it is not a plain string */

/**
 * What is looked at of a node of the syntax tree (ESTree, with TypeScript's nodes).
 * @typedef {{ type: string, start: number, name?: unknown, value?: unknown, source?: Node | null, expression?: Node,
 *   callee?: Node, arguments?: Node[] }} Node
 */

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/**
 * The expression that names the imported module, if the node is an import of any kind: a statement, a re-export,
 * `import()` of a value or of a type, `require`.
 * @param {Node} node
 * @returns {Node | null | undefined}
 */
function moduleNameOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression':
      return node.callee?.name === 'require' ? node.arguments?.[0] : null;
    default:
      return null;
  }
}

/**
 * @param {string} file its extension says which language it is
 * @param {string} source
 * @returns {Import[]}
 * @throws {Error} when it cannot be parsed
 */
export function importsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) {
    throw new Error(`${file}: ${errors[0]?.message}`);
  }
  /** @type {Import[]} */
  const found = [];
  /** @param {Node} node */
  const visit = (node) => {
    const name = moduleNameOf(node);
    if (name) {
      found.push({
        specifier: typeof name.value === 'string' ? name.value : null,
        line: source.slice(0, name.start).split('\n').length,
      });
    }
    for (const child of Object.values(node).flat()) {
      if (isNode(child)) {
        visit(child);
      }
    }
  };
  visit(program);
  return found;
}
