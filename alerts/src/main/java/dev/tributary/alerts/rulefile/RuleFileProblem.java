package dev.tributary.alerts.rulefile;

/** Something wrong in a rule file, with its place; the text names the group and rule where there is one. */
public record RuleFileProblem(String file, int line, int column, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}
