package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a script into its commands. */
final class ScriptReader {
    private final List<String> lines = new ArrayList<>();

    private ScriptReader(String text) {
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            lines.add(stripped.startsWith("#") ? "" : stripped);
        }
    }

    static List<Command> read(String text) {
        return new ScriptReader(text).commands();
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            if (lines.get(at).isEmpty()) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < lines.size() && !lines.get(end).isEmpty()) {
                end++;
            }
            at = readOne(at, end, commands);
        }
        return commands;
    }

    /** Reads the command of a block that starts there and tells where the next one starts. */
    private int readOne(int at, int end, List<Command> commands) {
        String word = lines.get(at).split("[\t ]+", 2)[0].toLowerCase(Locale.ROOT);
        int line = at + 1;
        if (word.equals("clear")) {
            commands.add(new Command.Clear(line));
            return at + 1;
        }
        if (word.startsWith("load")) {
            commands.add(LoadReader.read(lines.subList(at, end), line));
            return end;
        }
        if (word.startsWith("eval")) {
            EvalReader reader = new EvalReader(lines.subList(at, end), line);
            commands.add(reader.read());
            return at + reader.linesRead();
        }
        throw new ScriptException(line, "invalid command \"" + lines.get(at) + "\"");
    }
}
