package io.tweetsentiment.standalone.bench.broken;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.standalone.bench.broken.kinds.Draft;
import io.tweetsentiment.standalone.bench.broken.kinds.Encoded;
import io.tweetsentiment.standalone.bench.broken.kinds.EntryPoint;
import io.tweetsentiment.standalone.bench.broken.kinds.SampleTweet;
import io.tweetsentiment.standalone.bench.live.ObservedRun;
import io.tweetsentiment.standalone.bench.live.TargetRun;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Sends a mix of good and broken records through a run of the standalone pipeline: writes the files
 * that the run starts with, injects the other records while it runs, and collects the findings.
 */
public final class BrokenMix {

  private final Mix mix;
  private final Path folder;
  private final List<Path> files;

  private BrokenMix(Mix mix, Path folder, List<Path> files) {
    this.mix = mix;
    this.folder = folder;
    this.files = files;
  }

  /**
   * Makes a mix and writes its files of tweets.
   *
   * @param folder folder for the files
   * @param count number of broken records, and of good ones
   * @param kinds pattern that must be found in the entry point and name of a kind
   */
  public static BrokenMix write(Path folder, long seed, int count, Pattern kinds)
      throws IOException {
    Mix mix = Mix.of(seed, count, kinds);
    List<Path> files = new ArrayList<>();
    files.add(Files.write(folder.resolve("mix.jsonl"), lines(mix)));
    for (BrokenRecord injection : mix.at(EntryPoint.FILE)) {
      Path file = folder.resolve(injection.marker() + ".jsonl");
      files.add(Files.write(file, injection.draft().value()));
    }
    return new BrokenMix(mix, folder, List.copyOf(files));
  }

  /** The files that the run must read. */
  public List<Path> files() {
    return files;
  }

  /**
   * Puts the rest of the mix into a run, and waits until all records are accounted for or no more
   * are found.
   *
   * @param run the run, observed from outside
   */
  public Findings follow(Ports ports, ObservedRun run) throws Exception {
    TargetRun target = new TargetRun(ports);
    run.awaitUp();
    Injector injector = new Injector(target);
    injector.intoBucket(drafts(EntryPoint.OBJECT));
    injector.intoKafka(Topics.SENTIMENT, drafts(EntryPoint.SENTIMENT));
    injector.intoKafka(Topics.RAW, drafts(EntryPoint.RAW));
    List<Draft> stream = drafts(EntryPoint.KINESIS);
    good(Share.STREAM).forEach(id -> stream.add(Encoded.tweet(sample(id))));
    injector.intoKinesis(stream);
    List<byte[]> elements = values(EntryPoint.ELEMENT);
    good(Share.ELEMENT).forEach(id -> elements.add(bytes(sample(id).tweet().toString())));
    try (MalformedXServer x = MalformedXServer.start(elements, values(EntryPoint.ANSWER))) {
      injector.throughTheProducer(x, folder.resolve("odd-x.checkpoints"));
    }
    return await(new OutcomeReader(target), run);
  }

  private Findings await(OutcomeReader witness, ObservedRun run) throws Exception {
    FoundRecords evidence = witness.look();
    Reconciliation account = Reconciliation.of(mix, evidence);
    StallDetector patience = new StallDetector();
    while (!account.complete() && patience.lasts(account.accounted() + account.merged())) {
      run.pause();
      evidence = witness.look();
      account = Reconciliation.of(mix, evidence);
    }
    return new Findings(
        account.broken(),
        account.accounted(),
        account.good(),
        account.merged(),
        evidence.reasons(),
        account.missingKinds());
  }

  /**
   * Good and broken lines in random order. The first is good, because its topic is the topic of the
   * file.
   */
  private static byte[] lines(Mix mix) {
    List<byte[]> lines = new ArrayList<>();
    mix.at(EntryPoint.LINE).forEach(injection -> lines.add(injection.draft().value()));
    List<String> good = good(mix, Share.LINE);
    good.stream().skip(1).forEach(id -> lines.add(bytes(sample(mix, id).line())));
    Collections.shuffle(lines, new Random(mix.seed()));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(bytes(sample(mix, good.get(0)).line() + "\n"));
    for (byte[] line : lines) {
      file.writeBytes(line);
      file.write('\n');
    }
    return file.toByteArray();
  }

  private List<Draft> drafts(EntryPoint place) {
    return new ArrayList<>(mix.at(place).stream().map(BrokenRecord::draft).toList());
  }

  private List<byte[]> values(EntryPoint place) {
    return new ArrayList<>(mix.at(place).stream().map(i -> i.draft().value()).toList());
  }

  private List<String> good(Share share) {
    return good(mix, share);
  }

  private static List<String> good(Mix mix, Share share) {
    List<String> good = new ArrayList<>();
    for (int i = 0; i < mix.good().size(); i++) {
      if (Share.of(i) == share) {
        good.add(mix.good().get(i));
      }
    }
    return good;
  }

  private SampleTweet sample(String id) {
    return sample(mix, id);
  }

  private static SampleTweet sample(Mix mix, String id) {
    return new SampleTweet(id, new Random(mix.seed() + id.hashCode()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a good tweet enters: half of them through the file. */
  private enum Share {
    LINE,
    ELEMENT,
    STREAM;

    static Share of(int serial) {
      return serial % 4 == 1 ? ELEMENT : serial % 4 == 3 ? STREAM : LINE;
    }
  }
}
