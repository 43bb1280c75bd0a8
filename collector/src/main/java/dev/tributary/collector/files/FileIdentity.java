package dev.tributary.collector.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which file it is, whatever it is called: device and inode. An inode may be given to another file later. */
public record FileIdentity(long device, long inode) {
    /** What a look at a path shows. */
    record Seen(FileIdentity identity, long size) {
    }

    /**
     * Looks at the file behind a path, symbolic links followed.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    static Seen look(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino,size");
        return new Seen(new FileIdentity(number(attributes, "dev"), number(attributes, "ino")),
                number(attributes, "size"));
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : -1;
    }
}
