import { useI18n } from 'vue-i18n'

/** The name of a device kind; a kind that no pack of words knows keeps its code. */
export function useKinds(): (kind: string) => string {
  const { t, te } = useI18n()
  return (kind) => (kind === '' ? t('sensing.noKind') : te(`deviceKind.${kind}`) ? t(`deviceKind.${kind}`) : kind)
}
