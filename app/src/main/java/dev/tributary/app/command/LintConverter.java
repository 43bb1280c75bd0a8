package dev.tributary.app.command;

import dev.tributary.app.command.CheckRulesCommand.Lint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the word of a lint as promtool writes it. */
final class LintConverter implements ITypeConverter<Lint> {
    @Override
    public Lint convert(String word) {
        return switch (word) {
            case "all" -> Lint.ALL;
            case "duplicate-rules" -> Lint.DUPLICATE_RULES;
            case "none" -> Lint.NONE;
            default -> throw new TypeConversionException("'" + word + "' is not all, duplicate-rules or none");
        };
    }
}
