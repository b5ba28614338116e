import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates many PDF files against one flavour.
 *
 * <p>In: the flavour's name as argument, a path a line on standard input. Out: lines of "index TAB
 * verdict TAB detail", the verdict being compliant, rule (one line for each failed test) or unread.
 */
public class VeraBatch {
    private static final int FAILURES_KEPT = 10_000;

    public static void main(String[] arguments) throws Exception {
        // The engine prints of its own accord; our answer must stay alone on the stream.
        PrintStream answer = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.valueOf(arguments[0]);
        List<String> paths = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines().filter(line -> !line.isEmpty()).collect(Collectors.toList());
        for (int index = 0; index < paths.size(); index++) {
            validate(flavour, index, paths.get(index), answer);
        }
    }

    private static void validate(
            PDFAFlavour flavour, int index, String path, PrintStream answer) {
        try (FileInputStream in = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, FAILURES_KEPT, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                answer.printf("%d\tcompliant\t%d%n", index, result.getTotalAssertions());
                return;
            }
            Map<String, Long> failures = result.getTestAssertions().stream()
                    .filter(test -> test.getStatus() == TestAssertion.Status.FAILED)
                    .collect(Collectors.groupingBy(
                            VeraBatch::rule, TreeMap::new, Collectors.counting()));
            failures.forEach((rule, count) ->
                    answer.printf("%d\trule\t%s x%d%n", index, rule, count));
        } catch (Exception | StackOverflowError unread) {
            answer.printf("%d\tunread\t%s%n", index, oneLine(String.valueOf(unread)));
        }
    }

    private static String rule(TestAssertion test) {
        return oneLine(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber()
                + " " + test.getMessage());
    }

    private static String oneLine(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }
}
