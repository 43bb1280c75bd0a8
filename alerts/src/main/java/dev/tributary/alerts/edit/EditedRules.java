package dev.tributary.alerts.edit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileProblem;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.model.port.DocumentStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edited groups of a hub, in its store. Every change is checked like a rule file before anything is kept; the last
 * versions of a group stay readable, also after it was deleted. Safe for several threads.
 *
 * <pre>
 * rules/now/NAMESPACE;GROUP                  -> the version in force, JSON
 * rules/was/NAMESPACE;GROUP;VERSION          -> a version, JSON; 20 digits, so that keys sort as numbers
 * </pre>
 */
public final class EditedRules {
    /** Versions of one group that are kept. */
    public static final int VERSIONS_KEPT = 20;

    /** Groups there may be: each has a thread of its own. */
    static final int GROUPS_MAX = 5_000;

    /** Longest text of a group: 1 MiB. */
    static final int BYTES_MAX = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EditedRules.class);
    private static final String NOW = "rules/now/";
    private static final String WAS = "rules/was/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UNUSABLE = Pattern.compile("[;\\p{Cntrl}]");

    private final DocumentStore documents;
    private final RuleFileReader reader;
    private final InstantSource clock;
    private final NavigableMap<String, EditedGroup> groups = new TreeMap<>();

    /** One version as it is stored; a deleted one has no text. */
    record Stored(String namespace, String group, long version, long atMillis, String yaml) {
    }

    /** Reads what is stored; a group that is no longer good (a feature was turned off) is left out and said so. */
    public EditedRules(DocumentStore documents, RuleFileReader reader, InstantSource clock) {
        this.documents = documents;
        this.reader = reader;
        this.clock = clock;
        documents.all(NOW).forEach((key, document) -> {
            try {
                Stored stored = JSON.readValue(document, Stored.class);
                groups.put(key, group(stored));
            } catch (IOException | InvalidRuleFileException e) {
                LOG.error("edited rule group is left out key={} err={}", key, e.getMessage());
            }
        });
    }

    private EditedGroup group(Stored stored) throws InvalidRuleFileException {
        return new EditedGroup(stored.namespace(), stored.version(), stored.atMillis(), stored.yaml(),
                reader.readGroup(stored.namespace(), stored.yaml()));
    }

    private static InvalidRuleFileException refused(String namespace, String problem) {
        return new InvalidRuleFileException(List.of(new RuleFileProblem(namespace, 1, 1, problem)));
    }

    /**
     * Writes a group, a new one or the next version of one.
     *
     * @param yaml the group as YAML or JSON
     * @throws InvalidRuleFileException with everything that is wrong with it; nothing is changed then
     */
    public synchronized EditedGroup put(String namespace, String yaml) throws InvalidRuleFileException {
        if (yaml.length() > BYTES_MAX) {
            throw refused(namespace, "a rule group may have " + BYTES_MAX + " characters");
        }
        GroupDefinition definition = reader.readGroup(namespace, yaml);
        for (String name : List.of(namespace, definition.name())) {
            if (name.isEmpty() || UNUSABLE.matcher(name).find()) {
                throw refused(namespace, "'" + name + "' cannot name a namespace or group: no ';' and no control"
                        + " characters");
            }
        }
        String key = key(namespace, definition.name());
        EditedGroup before = groups.get(NOW + key);
        if (before != null && before.definition().language() != definition.language()) {
            throw refused(namespace, "group " + definition.name() + " of " + namespace
                    + " has rules in another language; delete it first, or choose another name");
        }
        if (!groups.containsKey(NOW + key) && groups.size() >= GROUPS_MAX) {
            throw refused(namespace, "there may be " + GROUPS_MAX + " edited groups");
        }
        Stored stored = new Stored(namespace, definition.name(), lastVersion(key) + 1, clock.millis(), yaml);
        keep(key, stored);
        documents.put(NOW + key, bytes(stored));
        EditedGroup group = new EditedGroup(namespace, stored.version(), stored.atMillis(), yaml, definition);
        groups.put(NOW + key, group);
        return group;
    }

    private static String key(String namespace, String group) {
        return namespace + ";" + group;
    }

    private long lastVersion(String key) {
        long last = 0;
        for (String stored : documents.all(WAS + key + ";").keySet()) {
            last = Math.max(last, Long.parseLong(stored.substring(stored.lastIndexOf(';') + 1)));
        }
        return last;
    }

    private void keep(String key, Stored stored) {
        documents.put(WAS + key + ";" + "%020d".formatted(stored.version()), bytes(stored));
        List<String> all = new ArrayList<>(documents.all(WAS + key + ";").keySet());
        all.subList(0, Math.max(0, all.size() - VERSIONS_KEPT)).forEach(documents::remove);
    }

    private static byte[] bytes(Stored stored) {
        try {
            return JSON.writeValueAsBytes(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an edited group does not fit JSON", e);
        }
    }

    /** Deletes a group, which is a version of its own; false when there is none. */
    public synchronized boolean remove(String namespace, String group) {
        String key = key(namespace, group);
        if (groups.remove(NOW + key) == null) {
            return false;
        }
        keep(key, new Stored(namespace, group, lastVersion(key) + 1, clock.millis(), ""));
        documents.remove(NOW + key);
        return true;
    }

    /** The group in force, if there is one. */
    public synchronized Optional<EditedGroup> find(String namespace, String group) {
        return Optional.ofNullable(groups.get(NOW + key(namespace, group)));
    }

    /** All groups in force, by namespace and name. */
    public synchronized List<EditedGroup> all() {
        return List.copyOf(groups.values());
    }

    /** The versions of a group that are kept, oldest first; version, time and text, which is empty for a deletion. */
    public List<Map<String, Object>> versions(String namespace, String group) {
        List<Map<String, Object>> versions = new ArrayList<>();
        documents.all(WAS + key(namespace, group) + ";").forEach((key, document) -> {
            try {
                Stored stored = JSON.readValue(document, Stored.class);
                versions.add(new TreeMap<>(Map.of("version", stored.version(), "at_ms", stored.atMillis(), "group",
                        stored.yaml())));
            } catch (IOException e) {
                LOG.error("version of a rule group is unreadable key={} err={}", key, e.getMessage());
            }
        });
        return versions;
    }
}
