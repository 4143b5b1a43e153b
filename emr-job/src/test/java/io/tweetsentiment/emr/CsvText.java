package io.tweetsentiment.emr;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as Redshift's and PostgreSQL's COPY do: a field in quotes holds anything, a quote in it
 * stands twice; outside of quotes a line break of any kind ends the row, and nothing is null.
 */
final class CsvText {

  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private boolean wasQuoted;

  static List<List<String>> rows(String text) {
    CsvText csv = new CsvText();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && text.startsWith("\"\"", i)) {
        csv.field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
        csv.wasQuoted = true;
      } else if (quoted) {
        csv.field.append(c);
      } else if (c == ',') {
        csv.endField();
      } else if (c == '\n' || c == '\r') {
        csv.endField();
        csv.rows.add(csv.row);
        csv.row = new ArrayList<>();
      } else {
        csv.field.append(c);
      }
    }
    return csv.rows;
  }

  private void endField() {
    row.add(field.length() == 0 && !wasQuoted ? null : field.toString());
    wasQuoted = false;
    field.setLength(0);
  }
}
