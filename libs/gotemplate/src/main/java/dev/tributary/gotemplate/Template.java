package dev.tributary.gotemplate;

import java.util.Map;

import dev.tributary.gotemplate.exec.Run;
import dev.tributary.gotemplate.exec.TemplateException;
import dev.tributary.gotemplate.exec.TemplateOptions;
import dev.tributary.gotemplate.parse.ParseException;
import dev.tributary.gotemplate.parse.Parser;
import dev.tributary.gotemplate.parse.Tree;
import org.jspecify.annotations.Nullable;

/** A parsed template with all that its text defines. Immutable and safe for several threads. */
public final class Template {
    private final String name;
    private final Map<String, Tree> trees;
    private final TemplateOptions options;

    private Template(String name, Map<String, Tree> trees, TemplateOptions options) {
        this.name = name;
        this.trees = trees;
        this.options = options;
    }

    /**
     * Reads a template.
     *
     * @param name what error messages call it
     * @throws TemplateException with Go's message, naming the line
     */
    public static Template parse(String name, String text, TemplateOptions options) throws TemplateException {
        try {
            return new Template(name, Parser.parse(name, text, options.functions()::has), options);
        } catch (ParseException e) {
            throw new TemplateException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The text that the template makes of the data.
     *
     * @param data dot: a text, Long, Double, Boolean, list, map, text map, Go object or nothing
     * @throws TemplateException with Go's message, naming line, column and expression
     */
    public String execute(@Nullable Object data) throws TemplateException {
        StringBuilder out = new StringBuilder();
        execute(data, out);
        return out.toString();
    }

    /** Appends the text that {@link #execute(Object)} gives; on failure a part of it has been appended. */
    public void execute(@Nullable Object data, StringBuilder out) throws TemplateException {
        new Run(trees, options, out).execute(name, data);
    }
}
