package dev.tributary.app.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.alerts.edit.EditedGroup;
import dev.tributary.alerts.edit.EditedRules;
import dev.tributary.alerts.rulefile.InvalidRuleFileException;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The ruler configuration API in the form of Cortex and Mimir, by which Grafana and others edit rules:
 * {@code /config/v1/rules/NAMESPACE/GROUP}. Only for readers who may see everything, and only where it is turned on.
 */
final class RuleEditRoutes {
    private static final String ROOT = "/config/v1/rules";
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

    RuleEditRoutes(HubRules rules, ReadAuthenticator readers, Executor blocking) {
        this.rules = rules;
        this.readers = readers;
        this.blocking = blocking;
    }

    void mount(Router router) {
        router.route(ROOT + "*").handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
        router.get(ROOT).handler(context -> answer(context, edited -> namespaces(edited.all())));
        router.get(ROOT + "/:namespace").handler(context -> answer(context, edited -> namespaces(edited.all().stream()
                .filter(group -> group.namespace().equals(name(context, "namespace"))).toList())));
        router.get(ROOT + "/:namespace/:group").handler(context -> answer(context, edited -> one(context, edited)));
        router.get(ROOT + "/:namespace/:group/versions")
                .handler(context -> answer(context, edited -> versions(context, edited)));
        router.post(ROOT + "/:namespace").handler(context -> answer(context, _ -> put(context)));
        router.delete(ROOT + "/:namespace").handler(context -> answer(context, edited -> remove(edited.all().stream()
                .filter(group -> group.namespace().equals(name(context, "namespace"))).toList())));
        router.delete(ROOT + "/:namespace/:group").handler(context -> answer(context, edited -> remove(edited
                .find(name(context, "namespace"), name(context, "group")).stream().toList())));
    }

    private static String name(RoutingContext context, String part) {
        return Objects.requireNonNullElse(context.pathParam(part), "");
    }

    /** Works off the event loop: every operation reads or writes the store. */
    private void answer(RoutingContext context, Function<EditedRules, Answer> operation) {
        readers.requireEverything(context.request());
        EditedRules edited = rules.editedOrRefuse();
        Context loop = context.vertx().getOrCreateContext();
        blocking.execute(() -> {
            Runnable send = result(context, edited, operation);
            loop.runOnContext(_ -> send.run());
        });
    }

    private static Runnable result(RoutingContext context, EditedRules edited,
            Function<EditedRules, Answer> operation) {
        try {
            Answer answer = operation.apply(edited);
            return () -> context.response().setStatusCode(answer.status()).putHeader("Content-Type", answer.type())
                    .end(answer.text());
        } catch (RuntimeException e) {
            return () -> context.fail(e);
        }
    }

    private Answer put(RoutingContext context) {
        String body = context.body().asString();
        try {
            rules.put(name(context, "namespace"), body == null ? "" : body);
            return Answer.accepted();
        } catch (InvalidRuleFileException e) {
            throw new HttpFailure(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer remove(List<EditedGroup> groups) {
        if (groups.isEmpty()) {
            throw new HttpFailure(404, "group does not exist");
        }
        rules.remove(groups);
        return Answer.accepted();
    }

    private static Answer one(RoutingContext context, EditedRules edited) {
        EditedGroup group = edited.find(name(context, "namespace"), name(context, "group"))
                .orElseThrow(() -> new HttpFailure(404, "group does not exist"));
        return new Answer(200, YAML, yaml(tree(group)));
    }

    private static Answer versions(RoutingContext context, EditedRules edited) {
        List<Map<String, Object>> versions = edited.versions(name(context, "namespace"),
                name(context, "group"));
        if (versions.isEmpty()) {
            throw new HttpFailure(404, "group does not exist");
        }
        return new Answer(200, YAML, yaml(versions));
    }

    private static Answer namespaces(List<EditedGroup> groups) {
        if (groups.isEmpty()) {
            throw new HttpFailure(404, "no rule groups found");
        }
        Map<String, List<Object>> byNamespace = new LinkedHashMap<>();
        groups.forEach(
                group -> byNamespace.computeIfAbsent(group.namespace(), _ -> new ArrayList<>()).add(tree(group)));
        return new Answer(200, YAML, yaml(byNamespace));
    }

    private static Object tree(EditedGroup group) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(group.yaml());
    }

    private static String yaml(Object tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(options).dump(tree);
    }
}
