package dev.tributary.collector.files;

/**
 * A file that was read to its end.
 *
 * @param length how many bytes it held; -1 for a compressed file that holds nothing or is damaged, which is then known by
 *               its bytes on disk
 */
public record DoneMark(FileMark mark, long length) {
}
