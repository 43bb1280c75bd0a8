package dev.tributary.app.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.alerts.edit.EditedGroup;
import dev.tributary.alerts.edit.EditedRules;
import dev.tributary.alerts.edit.GroupText;
import dev.tributary.alerts.edit.RulerDialect;
import dev.tributary.alerts.rulefile.GroupDefinition.Language;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The ruler configuration API in the form of Cortex, Mimir and Loki, by which Grafana and others edit rules:
 * {@code /config/v1/rules/NAMESPACE/GROUP} for PromQL, {@code /loki/api/v1/rules/...} for LogQL, and where else clients of
 * these look. Only for readers who may see everything, and only where it is turned on.
 */
final class RuleEditRoutes {
    /** Mimir's, Mimir's below its prefix, and Cortex' as Grafana asks for it. */
    private static final List<String> PROMQL_ROOTS = List.of("/config/v1/rules", "/prometheus/config/v1/rules",
            "/rules");
    /** Cortex' own: the list of all groups under this path is the one of the Prometheus API. */
    private static final String CORTEX_ROOT = "/api/v1/rules";
    /** Loki's, and its old one, which Grafana uses. */
    private static final List<String> LOGQL_ROOTS = List.of("/loki/api/v1/rules", "/api/prom/rules");

    private static final int BODY_BYTES_MAX = 2 << 20;
    private static final String YAML = "application/yaml";

    private final HubRules rules;
    private final ReadAuthenticator readers;
    private final Executor blocking;

    /** What an operation gives: a status and a text. */
    private record Answer(int status, String type, String text) {
        static Answer accepted() {
            return new Answer(202, "application/json",
                    "{\"status\":\"success\",\"data\":null,\"errorType\":\"\",\"error\":\"\"}");
        }
    }

    /** One request: who asks for what, and the edited rules. */
    private record Asked(RoutingContext context, RulerDialect dialect, EditedRules edited) {
        String namespace() {
            return part("namespace");
        }

        String group() {
            return part("group");
        }

        private String part(String name) {
            return Objects.requireNonNullElse(context.pathParam(name), "");
        }

        /** The groups of a namespace, or of all, that this client sees. */
        List<EditedGroup> groups(Predicate<EditedGroup> wanted) {
            return edited.all().stream().filter(dialect::sees).filter(wanted).toList();
        }

        List<EditedGroup> ofNamespace() {
            return groups(group -> group.namespace().equals(namespace()));
        }

        Optional<EditedGroup> one() {
            return edited.find(namespace(), group()).filter(dialect::sees);
        }
    }

    RuleEditRoutes(HubRules rules, ReadAuthenticator readers, Executor blocking) {
        this.rules = rules;
        this.readers = readers;
        this.blocking = blocking;
    }

    void mount(Router router) {
        PROMQL_ROOTS.forEach(root -> mountWithList(router, root, Language.PROMQL));
        mount(router, CORTEX_ROOT, Language.PROMQL);
        LOGQL_ROOTS.forEach(root -> mountWithList(router, root, Language.LOGQL));
    }

    private void mountWithList(Router router, String root, Language language) {
        router.get(root).handler(answer(language, asked -> namespaces(asked, asked.groups(_ -> true))));
        mount(router, root, language);
    }

    private void mount(Router router, String root, Language language) {
        String namespace = root + "/:namespace";
        String group = namespace + "/:group";
        // Who may not edit is refused before a body is kept for them.
        router.post(namespace).handler(this::admit);
        router.post(namespace).handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
        router.get(namespace).handler(answer(language, asked -> namespaces(asked, asked.ofNamespace())));
        router.get(group).handler(answer(language, RuleEditRoutes::one));
        router.get(group + "/versions").handler(answer(language, RuleEditRoutes::versions));
        router.post(namespace).handler(answer(language, this::put));
        router.delete(namespace).handler(answer(language,
                asked -> remove(asked.ofNamespace(), "namespace does not exist: no rule groups found")));
        router.delete(group).handler(answer(language,
                asked -> remove(asked.one().stream().toList(), "group does not exist")));
    }

    /** Works off the event loop: every operation reads or writes the store. */
    private Handler<RoutingContext> answer(Language language, Function<Asked, Answer> operation) {
        return context -> {
            require(context);
            Asked asked = new Asked(context, new RulerDialect(language, isGrafana(context)), rules.editedOrRefuse());
            Context loop = context.vertx().getOrCreateContext();
            blocking.execute(() -> {
                Runnable send = result(asked, operation);
                loop.runOnContext(_ -> send.run());
            });
        };
    }

    private void admit(RoutingContext context) {
        require(context);
        rules.editedOrRefuse();
        context.next();
    }

    /** To a reader of a part it looks as if rules were not edited here: Grafana then shows them without its editor. */
    private void require(RoutingContext context) {
        try {
            readers.requireEverything(context.request());
        } catch (HttpFailure e) {
            throw e.status() == 403 && context.request().method().equals(HttpMethod.GET)
                    ? new HttpFailure(404, "rules are not edited by this reader: " + e.getMessage())
                    : e;
        }
    }

    private static boolean isGrafana(RoutingContext context) {
        String agent = context.request().getHeader("User-Agent");
        return context.request().getParam("subtype") != null || agent != null && agent.startsWith("Grafana");
    }

    private static Runnable result(Asked asked, Function<Asked, Answer> operation) {
        RoutingContext context = asked.context();
        try {
            Answer answer = operation.apply(asked);
            return () -> context.response().setStatusCode(answer.status()).putHeader("Content-Type", answer.type())
                    .end(answer.text());
        } catch (RuntimeException e) {
            return () -> context.fail(e);
        }
    }

    private Answer put(Asked asked) {
        String body = asked.context().body().asString();
        try {
            rules.put(asked.namespace(),
                    asked.dialect().taken(asked.namespace(), body == null ? "" : body, asked.edited()));
            return Answer.accepted();
        } catch (InvalidRuleFileException e) {
            throw new HttpFailure(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer remove(List<EditedGroup> groups, String otherwise) {
        if (groups.isEmpty()) {
            throw new HttpFailure(404, otherwise);
        }
        rules.remove(groups);
        return Answer.accepted();
    }

    private static Answer one(Asked asked) {
        EditedGroup group = asked.one().orElseThrow(() -> new HttpFailure(404, "group does not exist"));
        return new Answer(200, YAML, asked.dialect().shown(group).yaml());
    }

    private static Answer versions(Asked asked) {
        List<Map<String, Object>> versions = asked.edited().versions(asked.namespace(), asked.group());
        if (versions.isEmpty()) {
            throw new HttpFailure(404, "group does not exist");
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Answer(200, YAML, new Yaml(options).dump(versions));
    }

    private static Answer namespaces(Asked asked, List<EditedGroup> groups) {
        if (groups.isEmpty()) {
            throw new HttpFailure(404, "no rule groups found");
        }
        Map<String, List<GroupText>> byNamespace = new LinkedHashMap<>();
        groups.forEach(group -> byNamespace.computeIfAbsent(group.namespace(), _ -> new ArrayList<>())
                .add(asked.dialect().shown(group)));
        return new Answer(200, YAML, GroupText.yaml(byNamespace));
    }
}
