package dev.tributary.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what is wrong with a file in words; Java's own message is often the path alone. */
public final class FileProblem {
    private FileProblem() {
    }

    /** The path, where the failure names one, and the reason. */
    public static String of(IOException failure) {
        return failure instanceof FileSystemException onFile
                ? onFile.getFile() + ": " + reason(failure)
                : reason(failure);
    }

    /** The reason alone. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file of this name is in the way";
            case NotDirectoryException _ -> "not a directory";
            case DirectoryNotEmptyException _ -> "the directory is not empty";
            case CharacterCodingException _ -> "it is no UTF-8 text";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case FileSystemException other -> other.getClass().getSimpleName();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
