import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Reads a text per line and writes the terms of Lucene's Dutch analyser, with spaces between. */
public class DutchTokens {
    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (Analyzer dutch = new DutchAnalyzer()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try (TokenStream tokens = dutch.tokenStream("text", line)) {
                    var term = tokens.addAttribute(CharTermAttribute.class);
                    var separator = "";
                    tokens.reset();
                    while (tokens.incrementToken()) {
                        out.print(separator);
                        out.print(term);
                        separator = " ";
                    }
                    tokens.end();
                }
                out.print('\n');
            }
        }
        out.flush();
    }
}
