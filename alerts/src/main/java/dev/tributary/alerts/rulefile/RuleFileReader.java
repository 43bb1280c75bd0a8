package dev.tributary.alerts.rulefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tributary.runtime.config.FileProblem;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads rule files as Prometheus 3.14 does, strictly, and reports everything that is wrong with its place. Group keys of
 * our own are {@code type} (promql or loki) and {@code watermark} (off, record, notify).
 */
public final class RuleFileReader {
    private final GroupReader groups;
    private final boolean ignoreUnknown;

    public RuleFileReader(RuleChecks checks) {
        this(checks, false);
    }

    /** A reader that, with {@code ignoreUnknown}, passes over keys it does not know. */
    public RuleFileReader(RuleChecks checks, boolean ignoreUnknown) {
        this.groups = new GroupReader(checks, ignoreUnknown);
        this.ignoreUnknown = ignoreUnknown;
    }

    /** Reads a file from disk. */
    public List<GroupDefinition> read(Path file) throws InvalidRuleFileException {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidRuleFileException(
                    List.of(new RuleFileProblem(file.toString(), 1, 1, "cannot be read: " + FileProblem.reason(e))));
        }
    }

    /** Reads the text of a file. An empty file has no groups; further YAML documents are not read. */
    public List<GroupDefinition> read(String file, String text) throws InvalidRuleFileException {
        Problems problems = new Problems(file);
        Optional<Node> root = YamlMapping.compose(text, problems);
        List<GroupDefinition> found = root.map(node -> readGroups(node, problems)).orElse(List.of());
        problems.throwIfAny();
        return found;
    }

    /** Reads the text of one group, without the list it would stand in. */
    public GroupDefinition readGroup(String file, String text) throws InvalidRuleFileException {
        Problems problems = new Problems(file);
        Optional<Node> root = YamlMapping.compose(text, problems);
        if (root.isEmpty()) {
            problems.add(Optional.empty(), "a rule group is expected: its name and its rules");
        }
        Optional<GroupDefinition> found = root.map(node -> groups.read(node, problems));
        problems.throwIfAny();
        return found.orElseThrow();
    }

    private List<GroupDefinition> readGroups(Node root, Problems problems) {
        YamlMapping top = new YamlMapping(root, "the rule file", problems);
        List<GroupDefinition> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node node : top.list("groups")) {
            GroupDefinition group = groups.read(node, problems);
            found.add(group);
            if (!group.name().isEmpty() && !names.add(group.name())) {
                problems.add(node, "groupname: \"" + group.name() + "\" is repeated in the same file");
            }
        }
        if (!ignoreUnknown) {
            top.refuseOtherKeys();
        }
        return found;
    }
}
