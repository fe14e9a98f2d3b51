/** 84 -> "80 m", 1234 -> "1.2 km", in the words of the page; nothing for a place that is not known. */
export const far = (t: (key: string, slots: Record<string, unknown>) => string, metres: number): string =>
  !Number.isFinite(metres) ? '' : metres < 1000 ? t('field.metres', { n: Math.round(metres / 10) * 10 }) : t('field.kilometres', { n: (metres / 1000).toFixed(1) })
