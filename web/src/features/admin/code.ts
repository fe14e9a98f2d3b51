import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Diagnostic } from '@codemirror/lint'
import { noticeText } from '@/shared/i18n'
import { offsetOf, type PackNotice } from './pack'

/** A fault of the open file by its place in it. */
export interface Mark { line: number; column: number; notice: PackNotice }

/** A function of the rule language: `/api/packs/language`. */
export interface LanguageFunction { name: string; signature: string; gives: string; what: { zh: string; en: string } }

/** What may be named in an expression. */
export interface Names { functions: Completion[]; properties: Completion[]; params: Completion[]; rules: Completion[] }

/** What the editor underlines: from the place on to the end of the word that stands there. */
export function diagnostics(text: string, marks: Mark[]): Diagnostic[] {
  return marks
    .map(({ line, column, notice }): Diagnostic => {
      const from = offsetOf(text, line, column)
      const word = /^[\w.*-]+|^[^\s]/.exec(text.slice(from, from + 200))?.[0] ?? ''
      return { from, to: Math.min(text.length, from + word.length), severity: 'error', source: notice.code, message: noticeText(notice) }
    })
    .sort((a, b) => a.from - b.from)
}

const fileName = (path: string) => path.split('/').pop()!.replace(/\.ya?ml$/, '')
/** A name as an expression writes it: a hyphen is no letter there. */
const word = (name: string) => name.replaceAll('-', '_')

/** What the files of a pack and the language name, as far as a draft says it already. */
export function namesOf(pack: string, files: Record<string, string>, language: LanguageFunction[], say: (text: { zh: string; en: string }) => string): Names {
  const inside = (folder: string) => Object.keys(files).filter((path) => path.startsWith(`${pack}/${folder}/`)).map(fileName)
  const params = [...(files[`${pack}/params.yaml`] ?? '').matchAll(/^([a-z]\w*):(.*(?:\n(?:[ \t].*|(?=\n)))*)/gm)]
  return {
    functions: language.map((f) => ({ label: f.signature, detail: say(f.what), type: 'function', apply: f.signature.endsWith('()') ? f.signature : f.name + '(' })),
    properties: inside('properties').map((name) => ({ label: word(name), type: 'variable' })),
    params: params.map(([, name, rest]) => ({ label: name!, detail: valueOf(rest!), type: 'constant' })),
    rules: inside('rules').map((name) => ({ label: word(name), type: 'class' })),
  }
}
/** The value and unit of a parameter, in one line or in several. */
function valueOf(rest: string): string {
  const value = /\bvalue:\s*([^,}\s]+)/.exec(rest)?.[1] ?? ''
  const unit = /\bunit:\s*([^,}\s]+)/.exec(rest)?.[1] ?? ''
  return value === '' ? '' : `${value} ${unit.replaceAll(/['"]/g, '')}`.trim()
}

/** Asks while a person types: after `params.` parameters, after `rules.` rules, in an expression functions and properties. */
export function completer(names: () => Names): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const dotted = context.matchBefore(/\b(params|rules)\.\w*/)
    if (dotted) {
      const kind = dotted.text.startsWith('params') ? 'params' : 'rules'
      return { from: dotted.from + kind.length + 1, options: names()[kind], validFor: /^\w*$/ }
    }
    const before = context.matchBefore(/\w+/)
    if (!before && !context.explicit) return null
    const line = context.state.doc.lineAt(context.pos)
    if (!expression(context.state.sliceDoc(line.from, context.pos))) return null
    const all = names()
    return { from: before?.from ?? context.pos, options: [...all.functions, ...all.properties, { label: 'params', type: 'keyword', apply: 'params.' }, { label: 'rules', type: 'keyword', apply: 'rules.' }], validFor: /^\w*$/ }
  }
}

/** Whether what stands before the cursor in its line has begun an expression. */
export function expression(before: string): boolean {
  return /\b(when|clear):\s*(["'])(?:(?!\2).)*$/.test(before) || /\b(when|clear):\s*[^"'\s{[][^"']*$/.test(before)
}
