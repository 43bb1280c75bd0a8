package dev.tributary.app.hub;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.notify.AlertmanagerEndpoint;
import dev.tributary.alerts.role.AlertsRole;
import dev.tributary.alerts.role.RulesSettings;
import dev.tributary.alerts.rulefile.GroupDefinition;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.config.ConfigProblem;
import org.jspecify.annotations.Nullable;

/**
 * The hub's rules between configuration and API. Rule files are checked with the configuration; evaluation begins when the
 * store is open. Safe for several threads.
 */
final class HubRules implements RuleDirectory, Reloadable, AutoCloseable {
    private Prepared prepared;
    private String ownUrl = "";
    private volatile @Nullable AlertsRole role;

    private record Prepared(RulesSettings settings, List<GroupDefinition> groups) {
    }

    /** @throws ConfigException with every problem of every rule file */
    HubRules(HubConfig config) {
        prepared = new Prepared(config.rules(), read(config));
    }

    /**
     * Reads the rule files that a configuration names.
     *
     * @throws ConfigException with every problem of every rule file
     */
    static List<GroupDefinition> read(HubConfig config) {
        try {
            return AlertsRole.read(config.rules(), Set.copyOf(config.query().features()));
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
        load(opened);
        return opened;
    }

    private void load(AlertsRole into) {
        into.load(new AlertsRole.Settings(prepared.settings(), externalUrl(prepared.settings())), prepared.groups());
    }

    private String externalUrl(RulesSettings settings) {
        String url = settings.externalUrl() == null ? ownUrl : settings.externalUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public Runnable prepare(HubConfig next) {
        Prepared checked = new Prepared(next.rules(), read(next));
        return () -> apply(checked);
    }

    private synchronized void apply(Prepared checked) {
        prepared = checked;
        AlertsRole opened = role;
        if (opened != null) {
            load(opened);
        }
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
