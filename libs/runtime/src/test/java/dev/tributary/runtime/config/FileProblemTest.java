package dev.tributary.runtime.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class FileProblemTest {
    @Test
    void pathAndReasonAreSaid() {
        assertThat(FileProblem.of(new NoSuchFileException("/a"))).isEqualTo("/a: no such file or directory");
        assertThat(FileProblem.of(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
        assertThat(FileProblem.of(new FileSystemException("/a", null, "Not a directory")))
                .isEqualTo("/a: Not a directory");
        assertThat(FileProblem.of(new FileSystemException("/a"))).isEqualTo("/a: FileSystemException");
        assertThat(FileProblem.reason(new NoSuchFileException("/a"))).isEqualTo("no such file or directory");
    }

    @Test
    void otherFailuresKeepTheirWords() {
        assertThat(FileProblem.of(new IOException("Not in GZIP format"))).isEqualTo("Not in GZIP format");
        assertThat(FileProblem.of(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void whatTheSystemSaysIsUnderstood(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        IOException inTheWay = catchThrowableOfType(IOException.class, () -> Files.createDirectories(file));
        assertThat(FileProblem.of(inTheWay)).isEqualTo(file + ": a file of this name is in the way");
        IOException missing = catchThrowableOfType(IOException.class,
                () -> Files.readString(folder.resolve("none")));
        assertThat(FileProblem.of(missing)).isEqualTo(folder.resolve("none") + ": no such file or directory");
        Files.write(file, new byte[]{'a', (byte) 0xff});
        IOException latin = catchThrowableOfType(IOException.class, () -> Files.readString(file));
        assertThat(FileProblem.of(latin)).isEqualTo("it is no UTF-8 text");
    }
}
