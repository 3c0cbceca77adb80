import java.io.FileInputStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates PDFs with veraPDF: `VeraPdf 2u,ua1 FILE …` prints a line for each file and flavour, with the rules broken. */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("org.verapdf").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < arguments.length; at++) {
            for (String flavour : arguments[0].split(",")) {
                validate(PDFAFlavour.byFlavourId(flavour), arguments[at]);
            }
        }
    }

    private static void validate(PDFAFlavour flavour, String file) throws Exception {
        try (FileInputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            StringBuilder line = new StringBuilder(result.isCompliant() ? "pass" : "fail");
            line.append(' ').append(flavour.getId()).append(' ').append(file);
            result.getFailedChecks().forEach((rule, count) ->
                line.append(' ').append(rule.getClause()).append('-').append(rule.getTestNumber()).append('x').append(count));
            System.out.println(line);
        }
    }
}
