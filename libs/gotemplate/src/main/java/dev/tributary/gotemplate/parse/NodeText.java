package dev.tributary.gotemplate.parse;

import java.util.stream.Collectors;

import dev.tributary.gotemplate.parse.Node.Branch;
import dev.tributary.gotemplate.parse.Node.Call;
import dev.tributary.gotemplate.parse.Node.Command;
import dev.tributary.gotemplate.parse.Node.ListNode;
import dev.tributary.gotemplate.parse.Node.Operand;
import dev.tributary.gotemplate.parse.Node.Pipe;
import dev.tributary.model.text.GoQuote;

/** Writes nodes back as template text. */
final class NodeText {
    private NodeText() {
    }

    static String list(ListNode list) {
        return list.statements().stream().map(Object::toString).collect(Collectors.joining());
    }

    static String branch(Branch branch) {
        String otherwise = branch.otherwise() == null ? "" : "{{else}}" + branch.otherwise();
        return "{{" + branch.kind().word + " " + branch.pipe() + "}}" + branch.then() + otherwise + "{{end}}";
    }

    static String call(Call call) {
        return "{{template " + GoQuote.quote(call.name()) + (call.pipe() == null ? "" : " " + call.pipe()) + "}}";
    }

    static String pipe(Pipe pipe) {
        String variables = pipe.variables().stream().map(Object::toString).collect(Collectors.joining(", "));
        String sign = variables.isEmpty() ? "" : pipe.assigns() ? " = " : " := ";
        return variables + sign + pipe.commands().stream().map(Object::toString).collect(Collectors.joining(" | "));
    }

    static String command(Command command) {
        return command.operands().stream().map(NodeText::operand).collect(Collectors.joining(" "));
    }

    private static String operand(Operand operand) {
        return operand instanceof Pipe ? "(" + operand + ")" : operand.toString();
    }
}
