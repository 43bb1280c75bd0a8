package dev.tributary.app.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.edit.EditedGroup;
import dev.tributary.alerts.edit.EditedRules;
import dev.tributary.alerts.notify.AlertmanagerEndpoint;
import dev.tributary.alerts.role.AlertsRole;
import dev.tributary.alerts.role.PromqlRules;
import dev.tributary.alerts.role.RulesSettings;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.alerts.rulefile.RuleFileProblem;
import dev.tributary.alerts.rulefile.RuleFileReader;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigProblem;
import dev.tributary.runtime.http.HttpFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's rules between configuration and API. Rule files are checked with the configuration; evaluation begins when the
 * store is open. Safe for several threads.
 */
final class HubRules implements RuleDirectory, Reloadable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HubRules.class);

    private Prepared prepared;
    private final Set<String> features;
    private String ownUrl = "";
    private volatile @Nullable AlertsRole role;
    private volatile @Nullable EditedRules edited;
    private volatile boolean editing;

    private record Prepared(RulesSettings settings, List<GroupDefinition> groups) {
    }

    /** @throws ConfigException with every problem of every rule file */
    HubRules(HubConfig config) {
        features = Set.copyOf(config.query().features());
        prepared = new Prepared(config.rules(), read(config.rules(), features));
        editing = config.rules().ruleEditing();
    }

    /**
     * Reads the rule files that a configuration names.
     *
     * @throws ConfigException with every problem of every rule file
     */
    static List<GroupDefinition> read(RulesSettings settings, Collection<String> features) {
        try {
            return AlertsRole.read(settings, Set.copyOf(features), LogqlRules.CHECKS);
        } catch (InvalidRuleFileException e) {
            throw new ConfigException(e.problems().stream()
                    .map(problem -> new ConfigProblem(problem.file(), problem.line(), problem.column(), "",
                            problem.text()))
                    .toList());
        }
    }

    /** Begins to evaluate; the hub's own URL stands in links when no external one is configured. */
    synchronized AlertsRole open(AlertsRole.Parts parts, String url) {
        AlertsRole opened = new AlertsRole(parts);
        ownUrl = url;
        role = opened;
        edited = new EditedRules(parts.documents(),
                new RuleFileReader(PromqlRules.checks(features, LogqlRules.CHECKS)), parts.clock());
        load(opened);
        return opened;
    }

    private void load(AlertsRole into) {
        List<GroupDefinition> groups = new ArrayList<>(prepared.groups());
        EditedRules own = edited;
        if (editing && own != null) {
            for (EditedGroup group : own.all()) {
                if (isInFiles(group.namespace(), group.name())) {
                    LOG.warn("edited rule group is left out, a rule file has one of its name file={} group={}",
                            group.namespace(), group.name());
                } else {
                    groups.add(group.definition());
                }
            }
        }
        into.load(new AlertsRole.Settings(prepared.settings(), externalUrl(prepared.settings())), groups);
    }

    private boolean isInFiles(String file, String group) {
        return prepared.groups().stream().anyMatch(known -> known.file().equals(file) && known.name().equals(group));
    }

    /** True while rules may be edited. */
    boolean editing() {
        return editing;
    }

    /**
     * The edited rules.
     *
     * @throws HttpFailure 404 while editing is off, 503 while the store is not open
     */
    EditedRules editedOrRefuse() {
        if (!editing) {
            throw new HttpFailure(404, "rules are not edited here: rule_editing is false");
        }
        EditedRules own = edited;
        if (own == null) {
            throw new HttpFailure(503, "the store is not open yet");
        }
        return own;
    }

    /**
     * Writes an edited group and evaluates it from now on.
     *
     * @throws InvalidRuleFileException also when a rule file has the namespace's name: its groups are not edited here
     */
    synchronized void put(String namespace, String yaml) throws InvalidRuleFileException {
        if (prepared.groups().stream().anyMatch(known -> known.file().equals(namespace))) {
            throw new InvalidRuleFileException(List.of(new RuleFileProblem(namespace, 1, 1,
                    "this is a rule file of the hub, whose groups are not edited here; choose another namespace")));
        }
        editedOrRefuse().put(namespace, yaml);
        reload();
    }

    /** Deletes edited groups. */
    synchronized void remove(List<EditedGroup> groups) {
        EditedRules own = editedOrRefuse();
        groups.forEach(group -> own.remove(group.namespace(), group.name()));
        reload();
    }

    private void reload() {
        AlertsRole opened = role;
        if (opened != null) {
            load(opened);
        }
    }

    private String externalUrl(RulesSettings settings) {
        String url = settings.externalUrl() == null ? ownUrl : settings.externalUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public Runnable prepare(HubConfig next) {
        // The engine keeps its features until a restart, so rules are checked with those
        Prepared checked = new Prepared(next.rules(), read(next.rules(), features));
        return () -> apply(checked);
    }

    private synchronized void apply(Prepared checked) {
        prepared = checked;
        editing = checked.settings().ruleEditing();
        reload();
    }

    @Override
    public List<Group> groups() {
        AlertsRole opened = role;
        return opened == null
                ? List.of()
                : opened.groups().stream().map(RuleView::group)
                        .sorted(Comparator.comparing(Group::file).thenComparing(Group::name)).toList();
    }

    @Override
    public List<String> alertmanagers() {
        AlertsRole opened = role;
        return opened == null ? List.of() : urls(opened.alertmanagers());
    }

    @Override
    public List<String> droppedAlertmanagers() {
        AlertsRole opened = role;
        return opened == null ? List.of() : urls(opened.droppedAlertmanagers());
    }

    private static List<String> urls(List<AlertmanagerEndpoint> endpoints) {
        return endpoints.stream().map(AlertmanagerEndpoint::toString).sorted().toList();
    }

    /** Stops evaluating and sends what is queued. */
    @Override
    public void close() {
        AlertsRole opened = role;
        if (opened != null) {
            opened.close();
        }
    }
}
