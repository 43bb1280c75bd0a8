package dev.tributary.queryapi.rules;

import java.util.List;

import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.RuleDirectory.Group;
import dev.tributary.queryapi.port.RuleDirectory.Language;

/** Which groups a path is about: a data source of Loki asks for its rules elsewhere than one of Prometheus. */
public enum RuleScope {
    ALL(""), LOGS("/prometheus");

    private final String root;

    RuleScope(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    String words() {
        return this == ALL ? "The " : "For data sources of Loki: those of type loki of the ";
    }

    List<Group> groups(RuleDirectory rules) {
        return rules.groups().stream().filter(group -> this == ALL || group.language() == Language.LOGQL).toList();
    }
}
