package dev.tributary.collector.files;

/**
 * How far a file was read.
 *
 * @param position offset behind the last record that was read
 * @param ended    true when nothing more comes of it
 */
public record FileState(FileMark mark, long position, ReadMarks marks, boolean ended) {
    /** The same file under another name or inode. */
    FileState as(FileMark other) {
        return new FileState(other, position, marks, ended);
    }

    /** These positions with what another reading of the rest must do the same way, and must know the file by. */
    FileState planning(FileState later) {
        ReadMarks plan = new ReadMarks(marks.streams(), later.marks.times(), later.marks.cuts());
        return new FileState(later.mark, position, plan, ended);
    }
}
