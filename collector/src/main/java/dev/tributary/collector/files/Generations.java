package dev.tributary.collector.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of one log from the oldest to the one that is written now. Knows the names that kubelet
 * ({@code 0.log.20060102-150405}) and logrotate ({@code app.log.1}, {@code app.log-20060102}) give to what they move away,
 * each also with {@code .gz}.
 */
final class Generations {
    private static final String GZIP = ".gz";
    /** Longer numbers are dates. */
    private static final int COUNT_DIGITS_MAX = 4;

    private Generations() {
    }

    /** True when the name is that of an older generation of the other. */
    static boolean isOlder(String name, String current) {
        int length = current.length();
        if (name.length() <= length + 1 || !name.startsWith(current)) {
            return false;
        }
        char next = name.charAt(length);
        String rest = suffix(name, current);
        return (next == '.' || next == '-') && !rest.isEmpty() && rest.chars().allMatch(
                c -> c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == 'T' || c == 'Z');
    }

    private static String suffix(String name, String current) {
        String rest = name.substring(current.length() + 1);
        return rest.endsWith(GZIP) ? rest.substring(0, rest.length() - GZIP.length()) : rest;
    }

    /** All generations there are now; none when the folder is gone. They lie beside the file, not beside a link to it. */
    static List<Generation> of(Path path) throws IOException {
        try {
            return listed(Files.isSymbolicLink(path) ? path.toRealPath() : path);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static List<Generation> listed(Path current) throws IOException {
        String base = String.valueOf(current.getFileName());
        List<Generation> found = new ArrayList<>();
        for (String name : older(current, base)) {
            add(found, current.resolveSibling(name), name.endsWith(GZIP));
        }
        add(found, current, base.endsWith(GZIP));
        return found;
    }

    /** Names of older generations, oldest first. Where a file is being compressed, the original counts. */
    private static List<String> older(Path current, String base) throws IOException {
        Set<String> names = new TreeSet<>();
        Path folder = current.getParent() == null ? Path.of("") : current.getParent();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                path -> isOlder(String.valueOf(path.getFileName()), base))) {
            entries.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.removeIf(name -> name.endsWith(GZIP)
                && names.contains(name.substring(0, name.length() - GZIP.length())));
        return names.stream().sorted(oldestFirst(base)).toList();
    }

    private static Comparator<String> oldestFirst(String base) {
        return Comparator.comparingLong((String name) -> -count(suffix(name, base)))
                .thenComparing(name -> suffix(name, base));
    }

    /** The number of a generation that is counted, larger for older ones; 0 for one that has a date. */
    private static long count(String suffix) {
        boolean number = suffix.length() <= COUNT_DIGITS_MAX && suffix.chars().allMatch(Character::isDigit);
        return number ? Long.parseLong(suffix) : 0;
    }

    private static void add(List<Generation> found, Path path, boolean compressed) throws IOException {
        try {
            found.add(new Generation(path, FileIdentity.look(path).identity(), compressed));
        } catch (NoSuchFileException e) {
            // Moved on since it was listed: it is found under its new name, or was removed.
        }
    }
}
