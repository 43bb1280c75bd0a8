package dev.tributary.collector.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * One file of a log that rotates.
 *
 * @param identity   the file behind the path when it was listed
 * @param compressed whether it is a gzip file
 */
record Generation(Path path, FileIdentity identity, boolean compressed) {
    /** The same file by inode and beginning, or by its beginning alone once it is compressed. */
    boolean is(FileMark mark) throws IOException {
        boolean sameInode = identity.equals(mark.identity());
        if (mark.head().length() == 0 || !compressed && !sameInode) {
            return sameInode;
        }
        return begins(mark.head());
    }

    /** The same for a file that was read to its end. Inodes are given again, and short files may begin alike. */
    boolean is(DoneMark done) throws IOException {
        if (done.length() < 0) {
            return identity.equals(done.mark().identity()) && isRaw(done.mark().head());
        }
        if (done.mark().head().length() == 0) {
            return !compressed && identity.equals(done.mark().identity()) && FileIdentity.look(path).size() == 0;
        }
        return is(done.mark()) && (!compressed || GzipContent.length(path) == (done.length() & 0xffff_ffffL));
    }

    /** True for a damaged file whose bytes as they stand on disk begin like this. */
    private boolean isRaw(Fingerprint head) throws IOException {
        try (Content content = Contents.open(path, false)) {
            return head.matches(content);
        }
    }

    /** What a file is known by that was read to its end. */
    DoneMark done(Fingerprint head, long length) throws IOException {
        if (!compressed || head.length() > 0) {
            return new DoneMark(new FileMark(identity, head), length);
        }
        return damaged();
    }

    /** What a damaged file, or one without content, is known by: its bytes as they stand on disk. */
    DoneMark damaged() throws IOException {
        try (Content content = Contents.open(path, false)) {
            return new DoneMark(new FileMark(identity, Fingerprint.of(content)), -1);
        } catch (NoSuchFileException e) {
            return new DoneMark(new FileMark(identity, Fingerprint.EMPTY), -1);
        }
    }

    /** True when the content begins with what was fingerprinted; never for an empty fingerprint or a damaged file. */
    boolean begins(Fingerprint head) throws IOException {
        if (head.length() == 0) {
            return false;
        }
        try (Content content = open()) {
            return head.matches(content);
        } catch (ZipException | EOFException | NoSuchFileException e) {
            return false;
        }
    }

    Content open() throws IOException {
        return Contents.open(path, compressed);
    }
}
