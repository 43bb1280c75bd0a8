package dev.tributary.queryapi.param;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.promql.Features;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.check.Checker;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import dev.tributary.queryapi.endpoint.ApiException;

/** Reads PromQL expressions that are looked at and not run. */
public final class Expressions {
    private final ParseOptions options;

    /** A reader for which the given features of Prometheus are on. */
    public Expressions(Collection<String> features) {
        options = new ParseOptions(features.contains(Features.EXPERIMENTAL_FUNCTIONS),
                features.contains(Features.EXTENDED_RANGE_SELECTORS),
                features.contains(Features.FILL_MODIFIERS));
    }

    /** Which parts of the language are on. */
    public ParseOptions options() {
        return options;
    }

    /**
     * The checked tree of an expression.
     *
     * @throws ApiException with the parser's words
     */
    public Expr parse(String text) {
        try {
            return new Checker(text).check(Parser.expression(text, options));
        } catch (ParseException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The same for a parameter, which the error names.
     *
     * @throws ApiException with the parameter's name and the parser's words
     */
    public Expr parameter(String name, String text) {
        try {
            return parse(text);
        } catch (ApiException e) {
            throw ApiException.badParameter(name, e.text());
        }
    }

    /** The matchers of every selector in a tree, in the order of the text. */
    public static List<List<Matcher>> selectors(Expr tree) {
        List<List<Matcher>> found = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof Expr.VectorSelector selector) {
                found.add(selector.matchers());
            }
            next.children().reversed().forEach(open::push);
        }
        return found;
    }
}
