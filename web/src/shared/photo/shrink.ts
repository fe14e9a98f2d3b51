/** The longest edge that the server keeps; sending more costs the person's data for nothing. */
const EDGE = 2560
/** Below this a photo is sent as it is. */
const SMALL_BYTES = 1_500_000

/** How large a picture of this size is sent. */
export function fitted(width: number, height: number, edge = EDGE): { width: number; height: number } {
  const factor = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

/** The photo as a smaller JPEG, upright; the file itself when the browser cannot draw it, since the server can. */
export async function shrink(file: File): Promise<File> {
  if (file.size <= SMALL_BYTES) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = fitted(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')!.drawImage(picture, 0, 0, width, height)
    picture.close()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return blob && blob.size < file.size ? new File([blob], 'photo.jpg', { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
