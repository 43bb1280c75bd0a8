package dev.tributary.app.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

import dev.tributary.app.cli.Console;
import dev.tributary.app.query.ResultSeries.Point;
import dev.tributary.model.Labels;

/** Prints answers in the format asked for; what the server warns about goes to the error stream. */
public final class AnswerPrinter {
    private static final int SPARK_WIDTH = 20;

    private final Console console;

    /** Prints to one console. */
    public AnswerPrinter(Console console) {
        this.console = console;
    }

    /** An instant vector, a scalar, a string, or a range of raw samples. */
    void instant(ApiAnswer answer, OutputFormat format) {
        notes(answer);
        List<ResultSeries> all = ResultSeries.of(answer.data());
        switch (format) {
            case JSON -> console.out().println(answer.body());
            case CSV -> csv(all);
            case TABLE, CHART -> instantTable(all);
        }
    }

    /** A matrix over a range of time: a chart for a person, a table for a pipe. */
    public void range(ApiAnswer answer, Instant start, Instant end, Duration step) {
        range(answer, console.terminal() ? OutputFormat.CHART : OutputFormat.TABLE, start, end, step);
    }

    /** A matrix over a range of time. */
    void range(ApiAnswer answer, OutputFormat format, Instant start, Instant end, Duration step) {
        notes(answer);
        List<ResultSeries> all = ResultSeries.of(answer.data());
        switch (format) {
            case JSON -> console.out().println(answer.body());
            case CSV -> csv(all);
            case TABLE -> rangeTable(all);
            case CHART -> new RangeChart(console, start, end, step).print(all);
        }
    }

    /** Label sets without values. */
    void series(ApiAnswer answer, OutputFormat format) {
        notes(answer);
        List<Labels> all = new ArrayList<>();
        answer.data().forEach(labels -> all.add(ResultSeries.labels(labels)));
        switch (format) {
            case JSON -> console.out().println(answer.body());
            case CSV -> {
                LabelColumns columns = LabelColumns.of(all);
                Csv.print(console.out(), columns.names());
                all.forEach(labels -> Csv.print(console.out(), columns.row(labels)));
                console.out().flush();
            }
            case TABLE, CHART -> {
                all.forEach(console.out()::println);
                count(all.size(), "series");
            }
        }
    }

    /** A list of names or values. */
    void texts(ApiAnswer answer, OutputFormat format, String heading) {
        notes(answer);
        switch (format) {
            case JSON -> console.out().println(answer.body());
            case CSV -> {
                Csv.print(console.out(), List.of(heading));
                answer.data().forEach(text -> Csv.print(console.out(), List.of(text.asText())));
                console.out().flush();
            }
            case TABLE, CHART -> {
                answer.data().forEach(text -> console.out().println(text.asText()));
                count(answer.data().size(), heading);
            }
        }
    }

    private void instantTable(List<ResultSeries> all) {
        LabelColumns columns = columns(all);
        TextTable wide = new TextTable(columns.heading("value"));
        TextTable narrow = new TextTable(List.of("value", "series"));
        for (ResultSeries series : all) {
            for (Point point : series.points()) {
                wide.add(columns.row(series.labels(), point.text()));
                narrow.add(List.of(point.text(), series.labels().toString()));
            }
        }
        print(wide, narrow);
        count(all.size(), "series");
    }

    private void rangeTable(List<ResultSeries> all) {
        String[] heading = {"points", "min", "avg", "max", "last", "course"};
        LabelColumns columns = columns(all);
        TextTable wide = new TextTable(columns.heading(heading));
        List<String> narrowHeading = new ArrayList<>(List.of(heading));
        narrowHeading.add("series");
        TextTable narrow = new TextTable(narrowHeading);
        for (ResultSeries series : all) {
            String[] cells = summary(series);
            wide.add(columns.row(series.labels(), cells));
            List<String> row = new ArrayList<>(List.of(cells));
            row.add(series.labels().toString());
            narrow.add(row);
        }
        print(wide, narrow);
        count(all.size(), "series");
    }

    private static String[] summary(ResultSeries series) {
        DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
        for (Point point : series.points()) {
            if (Double.isFinite(point.number())) {
                numbers.accept(point.number());
            }
        }
        boolean any = numbers.getCount() > 0;
        return new String[]{String.valueOf(series.points().size()),
                any ? RangeChart.shortNumber(numbers.getMin()) : "-",
                any ? RangeChart.shortNumber(numbers.getAverage()) : "-",
                any ? RangeChart.shortNumber(numbers.getMax()) : "-",
                series.points().isEmpty() ? "-" : series.points().getLast().text(),
                Sparkline.of(series.points(), SPARK_WIDTH)};
    }

    private void print(TextTable wide, TextTable narrow) {
        if (wide.isEmpty()) {
            return;
        }
        boolean fits = !console.terminal() || wide.width() <= console.columns();
        (fits ? wide : narrow).print(console.out());
    }

    private void csv(List<ResultSeries> all) {
        LabelColumns columns = columns(all);
        Csv.print(console.out(), columns.heading("time", "value"));
        for (ResultSeries series : all) {
            for (Point point : series.points()) {
                Csv.print(console.out(), columns.row(series.labels(),
                        Instant.ofEpochMilli(point.timeMillis()).toString(), point.text()));
            }
        }
        console.out().flush();
    }

    private static LabelColumns columns(List<ResultSeries> all) {
        return LabelColumns.of(all.stream().map(ResultSeries::labels).toList());
    }

    private void notes(ApiAnswer answer) {
        answer.warnings().forEach(warning -> console.err().println("warning: " + warning));
        answer.infos().forEach(info -> console.err().println("info: " + info));
    }

    /** Said only to a person; a pipe gets the data alone. */
    private void count(int count, String what) {
        if (console.terminal()) {
            console.err().println(count + " " + what);
        } else if (count == 0) {
            console.err().println("no " + what);
        }
    }
}
