import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF about files: AskVeraPdf FLAVOUR FILE... gives "file TAB failed rule" lines. */
public class AskVeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.valueOf(arguments[0]);
        for (int number = 1; number < arguments.length; number++) {
            TreeMap<String, Integer> failed = new TreeMap<>();
            try (FileInputStream bytes = new FileInputStream(arguments[number]);
                    PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                    PDFAValidator validator = Foundries.defaultInstance()
                            .createValidator(flavour, 1000, false, true, false)) {
                for (TestAssertion test : validator.validate(parser).getTestAssertions()) {
                    if (test.getStatus() == TestAssertion.Status.FAILED) {
                        failed.merge(test.getRuleId().getClause() + "-"
                                + test.getRuleId().getTestNumber() + " "
                                + test.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
                    }
                }
            }
            for (String rule : failed.keySet()) {
                System.out.println("plainleaf\t" + number + "\t" + rule
                        + " (" + failed.get(rule) + " times)");
            }
            System.out.println("plainleaf\t" + number + "\t");
        }
    }
}
