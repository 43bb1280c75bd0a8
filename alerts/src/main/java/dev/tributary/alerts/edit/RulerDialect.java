package dev.tributary.alerts.edit;

import java.util.List;

import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileProblem;

/**
 * How a client of the ruler API speaks. On Loki's paths every group is one of LogQL without saying so. Grafana reads
 * groups strictly: a single key it does not know and it shows nothing at all. So it is spared the keys that a Mimir does
 * not have, and what it sends back without them keeps them.
 *
 * @param language  of the groups behind these paths
 * @param isGrafana whether Grafana asks
 */
public record RulerDialect(Language language, boolean isGrafana) {
    private static final String TYPE = "type";
    private static final String OFFSET = "query_offset";

    /** Keys of a group here that no Mimir and no Loki has. */
    private static final List<String> UNKNOWN_THERE = List.of("labels", "watermark");

    /** Keys of a group there that have no meaning here. */
    private static final List<String> UNKNOWN_HERE = List.of("source_tenants", "align_evaluation_time_on_interval");
    private static final String OLD_OFFSET = "evaluation_delay";

    /** Whether a group is seen in this dialect; who is not Grafana sees all groups on the paths for PromQL. */
    public boolean sees(EditedGroup group) {
        return group.definition().language() == language || language == Language.PROMQL && !isGrafana;
    }

    /** A group as this client reads it. */
    public GroupText shown(EditedGroup group) {
        GroupText text = text(group);
        if (language == Language.LOGQL || isGrafana) {
            text = text.without(List.of(TYPE));
        }
        return isGrafana ? text.without(UNKNOWN_THERE) : text;
    }

    private static GroupText text(EditedGroup group) {
        try {
            return GroupText.parse(group.namespace(), group.yaml());
        } catch (InvalidRuleFileException e) {
            throw new IllegalStateException("a stored group does not parse: " + group.name(), e);
        }
    }

    /**
     * What a client's text means here, as a rule file would say it.
     *
     * @param rules where the version in force is, whose keys a client that cannot see them does not take away
     * @throws InvalidRuleFileException when it asks for something that exists only there
     */
    public String taken(String namespace, String yaml, EditedRules rules) throws InvalidRuleFileException {
        if (language == Language.PROMQL && !isGrafana && !mentionsForeignKeys(yaml)) {
            return yaml;
        }
        GroupText text = GroupText.parse(namespace, yaml);
        for (String key : UNKNOWN_HERE) {
            if (text.says(key)) {
                throw new InvalidRuleFileException(List.of(new RuleFileProblem(namespace, 1, 1,
                        "field " + key + " is one of Mimir and not known here; leave it out")));
            }
        }
        GroupText own = withOffset(text).without(UNKNOWN_HERE);
        if (language == Language.LOGQL) {
            own = own.with(TYPE, "loki");
        }
        if (isGrafana) {
            GroupText before = rules.find(namespace, text.scalar("name").orElse("")).map(RulerDialect::text)
                    .orElse(text);
            own = own.withMissing(UNKNOWN_THERE, before);
        }
        return own.yaml();
    }

    private static boolean mentionsForeignKeys(String yaml) {
        return yaml.contains(OLD_OFFSET) || UNKNOWN_HERE.stream().anyMatch(yaml::contains);
    }

    /** Mimir's old word for the query offset, which it still sends beside the new one. */
    private static GroupText withOffset(GroupText text) {
        GroupText own = text.without(List.of(OLD_OFFSET));
        return text.says(OLD_OFFSET) && !text.says(OFFSET)
                ? own.with(OFFSET, text.scalar(OLD_OFFSET).orElse(""))
                : own;
    }
}
