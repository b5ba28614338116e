import com.adobe.epubcheck.tool.EpubChecker;

/** Asks EPUBCheck about books: AskEpubCheck FOLDER FILE... writes FOLDER/1.json and so on. */
public class AskEpubCheck {
    public static void main(String[] arguments) {
        for (int number = 1; number < arguments.length; number++) {
            new EpubChecker().run(new String[] {
                arguments[number], "-q", "--locale", "en",
                "--json", arguments[0] + "/" + number + ".json"
            });
        }
    }
}
