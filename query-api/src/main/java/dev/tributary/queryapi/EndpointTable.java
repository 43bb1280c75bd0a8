package dev.tributary.queryapi;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.admin.AdminGuard;
import dev.tributary.queryapi.admin.BeginWorkRoute;
import dev.tributary.queryapi.admin.CleanTombstonesRoute;
import dev.tributary.queryapi.admin.DeleteSeriesRoute;
import dev.tributary.queryapi.admin.SnapshotRoute;
import dev.tributary.queryapi.admin.WorkStatusRoute;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.federate.FederateRoute;
import dev.tributary.queryapi.param.Expressions;
import dev.tributary.queryapi.port.StoreWork;
import dev.tributary.queryapi.query.LookupTurns;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.QueryService;
import dev.tributary.queryapi.remoteread.RemoteReadRoute;
import dev.tributary.queryapi.route.ExemplarsRoute;
import dev.tributary.queryapi.route.FormatQueryRoute;
import dev.tributary.queryapi.route.InstantQueryRoute;
import dev.tributary.queryapi.route.LabelNamesRoute;
import dev.tributary.queryapi.route.LabelValuesRoute;
import dev.tributary.queryapi.route.MetadataRoute;
import dev.tributary.queryapi.route.ParseQueryRoute;
import dev.tributary.queryapi.route.QueryRunner;
import dev.tributary.queryapi.route.RangeQueryRoute;
import dev.tributary.queryapi.route.SeriesRoute;
import dev.tributary.queryapi.rules.AlertmanagersRoute;
import dev.tributary.queryapi.rules.AlertsRoute;
import dev.tributary.queryapi.rules.RuleScope;
import dev.tributary.queryapi.rules.RulesRoute;
import dev.tributary.queryapi.search.SearchRoute;
import dev.tributary.queryapi.status.BuildInfoRoute;
import dev.tributary.queryapi.status.ConfigRoute;
import dev.tributary.queryapi.status.FeaturesRoute;
import dev.tributary.queryapi.status.FlagsRoute;
import dev.tributary.queryapi.status.LiveNotificationsRoute;
import dev.tributary.queryapi.status.NotificationsRoute;
import dev.tributary.queryapi.status.OpenApiRoute;
import dev.tributary.queryapi.status.RuntimeInfoRoute;
import dev.tributary.queryapi.status.SelfMetricsRoute;
import dev.tributary.queryapi.status.TsdbBlocksRoute;
import dev.tributary.queryapi.status.TsdbStatusRoute;
import dev.tributary.queryapi.status.WalReplayRoute;
import dev.tributary.queryapi.targets.CollectorConfigRoute;
import dev.tributary.queryapi.targets.ScrapePoolsRoute;
import dev.tributary.queryapi.targets.TargetMetadataRoute;
import dev.tributary.queryapi.targets.TargetsRoute;

/** Lists the endpoints of the API. */
final class EndpointTable {
    private final MetricReader reader;
    private final QueryService service;
    private final LookupTurns turns;
    private final QueryLimits limits;
    private final ApiPorts ports;
    private final Clock clock;
    private final Expressions expressions;
    private final List<RouteSpec> elsewhere;

    EndpointTable(PrometheusApi.Parts parts, QueryService service, LookupTurns turns) {
        this.turns = turns;
        this.limits = parts.limits();
        this.reader = parts.reader();
        this.service = service;
        this.ports = parts.ports();
        this.clock = parts.clock();
        this.elsewhere = parts.elsewhere();
        this.expressions = new Expressions(limits.features());
    }

    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        all.addAll(queries());
        for (SearchRoute.Subject subject : SearchRoute.Subject.values()) {
            all.add(new SearchRoute(subject, reader, limits.search(), clock));
        }
        all.addAll(status());
        all.addAll(fleet());
        all.addAll(administration());
        List<RouteSpec> described = new ArrayList<>(elsewhere);
        all.forEach(endpoint -> described.add(endpoint.spec()));
        all.add(new OpenApiRoute(described));
        return List.copyOf(all);
    }

    private List<Endpoint> queries() {
        QueryRunner runner = new QueryRunner(service);
        return List.of(new InstantQueryRoute(reader, runner, clock), new RangeQueryRoute(reader, runner),
                new SeriesRoute(reader), new LabelNamesRoute(reader), new LabelValuesRoute(reader),
                new MetadataRoute(reader), new ExemplarsRoute(reader, expressions), new ParseQueryRoute(expressions),
                new FormatQueryRoute(expressions),
                new FederateRoute(reader, turns, limits.lookbackDelta(), clock),
                new RemoteReadRoute(reader, turns, limits.remoteReadSamplesMax()));
    }

    private List<Endpoint> status() {
        boolean admin = ports.administration() != null;
        return List.of(new BuildInfoRoute(ports.hub()), new RuntimeInfoRoute(ports.hub(), ports.storage(), clock),
                new ConfigRoute(ports.hub()), new FlagsRoute(ports.hub()),
                new TsdbStatusRoute(reader, ports.storage(), clock), new WalReplayRoute(ports.storage()),
                new TsdbBlocksRoute(ports.storage()), new SelfMetricsRoute(ports.registry()),
                new FeaturesRoute(ports.hub(), expressions.options(), limits.features(), admin),
                new NotificationsRoute(ports.notifications()), new LiveNotificationsRoute(ports.notifications()));
    }

    private List<Endpoint> fleet() {
        return List.of(new TargetsRoute(ports.targets()), new ScrapePoolsRoute(ports.targets()),
                new CollectorConfigRoute(CollectorConfigRoute.Question.CONFIG, ports.targets()),
                new CollectorConfigRoute(CollectorConfigRoute.Question.RELABEL_STEPS, ports.targets()),
                new TargetMetadataRoute(ports.targets(), reader),
                new RulesRoute(ports.rules(), RuleScope.ALL), new AlertsRoute(ports.rules(), RuleScope.ALL),
                new RulesRoute(ports.rules(), RuleScope.LOGS), new AlertsRoute(ports.rules(), RuleScope.LOGS),
                new AlertmanagersRoute(ports.rules()));
    }

    private List<Endpoint> administration() {
        AdminGuard guard = new AdminGuard(ports.administration());
        return List.of(new DeleteSeriesRoute(guard), new CleanTombstonesRoute(guard), new SnapshotRoute(guard),
                new BeginWorkRoute(guard, StoreWork.BACKUP), new BeginWorkRoute(guard, StoreWork.VERIFY),
                new WorkStatusRoute(guard));
    }
}
