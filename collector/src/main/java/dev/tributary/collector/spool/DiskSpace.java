package dev.tributary.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a disk that is full from one that is broken: only on the first does it help to drop what is old. */
final class DiskSpace {
    private static final long USABLE_BYTES_MIN = 64 << 10;

    private DiskSpace() {
    }

    /** Whether a write below the directory failed because there was no room. */
    static boolean isUsedUp(Path directory, IOException failure) {
        String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(directory).getUsableSpace() < USABLE_BYTES_MIN;
        } catch (IOException e) {
            failure.addSuppressed(e);
            return false;
        }
    }
}
