package dev.tributary.gotemplate.parse;

import java.nio.charset.StandardCharsets;

import dev.tributary.gotemplate.parse.Node.ListNode;
import dev.tributary.gotemplate.parse.Node.Statement;
import dev.tributary.gotemplate.parse.Node.Text;

/**
 * One parsed template.
 *
 * @param name       what {@code {{template}}} calls it
 * @param sourceName the name of the text it stands in, for error messages
 * @param source     that text
 */
public record Tree(String name, String sourceName, String source, ListNode root) {
    /** Where a node stands, as error messages say it: {@code name:line:column}, the column in bytes from 0. */
    public String location(Node node) {
        String before = source.substring(0, node.start());
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        return sourceName + ":" + line + ":" + before.substring(lineStart).getBytes(StandardCharsets.UTF_8).length;
    }

    /** True when the template holds nothing but space. */
    boolean isEmpty() {
        for (Statement statement : root.statements()) {
            if (!(statement instanceof Text(_, var text) && text.chars().allMatch(Character::isWhitespace))) {
                return false;
            }
        }
        return true;
    }
}
