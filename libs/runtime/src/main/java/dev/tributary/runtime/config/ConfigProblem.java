package dev.tributary.runtime.config;

/**
 * One thing wrong with a configuration.
 *
 * @param source  the file, or what else the text came from
 * @param line    from 1; 0 when the problem has no place in the text
 * @param column  from 1
 * @param keyPath dotted path of the key, such as {@code storage.retention}; empty for the whole file
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(String source, int line, int column, String keyPath, String message) {
    @Override
    public String toString() {
        String place = line == 0 ? source : source + ":" + line + ":" + column;
        return place + ": " + (keyPath.isEmpty() ? "" : keyPath + ": ") + message;
    }
}
