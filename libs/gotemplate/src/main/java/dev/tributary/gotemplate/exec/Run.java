package dev.tributary.gotemplate.exec;

import java.util.Map;

import dev.tributary.gotemplate.parse.Node;
import dev.tributary.gotemplate.parse.Tree;
import dev.tributary.model.text.GoQuote;
import org.jspecify.annotations.Nullable;

/** One run: what it may call, how much it may still do, where it writes. Used once, by one thread. */
public final class Run {
    /** How deep statements, expressions and called templates may nest together; deeper would exhaust the stack. */
    private static final int DEPTH_MAX = 500;

    private final Map<String, Tree> trees;
    private final TemplateOptions options;
    private final StringBuilder out;
    private final int outStart;
    private int steps;
    private int depth;

    public Run(Map<String, Tree> trees, TemplateOptions options, StringBuilder out) {
        this.trees = trees;
        this.options = options;
        this.out = out;
        outStart = out.length();
    }

    /** Runs the template of that name. */
    public void execute(String name, @Nullable Object data) throws TemplateException {
        Tree tree = trees.get(name);
        if (tree == null) {
            throw new TemplateException("template: no template " + GoQuote.quote(name));
        }
        try {
            new Statements(this, tree, data).run(data);
        } catch (Failure e) {
            throw new TemplateException(e.text(), e);
        }
    }

    @Nullable
    Tree tree(String name) {
        return trees.get(name);
    }

    TemplateOptions options() {
        return options;
    }

    StringBuilder out() {
        return out;
    }

    /** Counts a step; ends the run when it has taken too many or written too much. */
    void step(Tree tree, Node node) {
        if (++steps > options.stepsMax()) {
            throw failure(tree, node, "exceeded maximum of " + options.stepsMax() + " steps");
        }
        if (out.length() - outStart > options.charsMax()) {
            throw failure(tree, node, "exceeded maximum output of " + options.charsMax() + " characters");
        }
    }

    void enter(Tree tree, Node node) {
        if (++depth > DEPTH_MAX) {
            throw failure(tree, node, "exceeded maximum template depth (" + DEPTH_MAX + ")");
        }
    }

    void leave() {
        depth--;
    }

    static Failure failure(Tree tree, Node node, String problem) {
        return new Failure("template: " + tree.location(node) + ": executing " + GoQuote.quote(tree.name()) + " at <"
                + node + ">: " + problem);
    }
}
