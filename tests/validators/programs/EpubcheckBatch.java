import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs EPUBCheck on many books.
 *
 * <p>In: the file of raised severities and a folder as arguments, a path a line on standard input.
 * Out: EPUBCheck's own report of each book as INDEX.json in the folder.
 */
public class EpubcheckBatch {
    public static void main(String[] arguments) {
        Path folder = Paths.get(arguments[1]);
        List<String> paths = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines().filter(line -> !line.isEmpty()).collect(Collectors.toList());
        for (int index = 0; index < paths.size(); index++) {
            String report = folder.resolve(index + ".json").toString();
            // A new checker each time: it keeps what it read. Its run() does not exit.
            new EpubChecker().run(new String[] {
                paths.get(index), "-q", "--locale", "en", "-c", arguments[0], "--json", report
            });
        }
    }
}
