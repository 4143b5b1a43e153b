package io.tweetsentiment.emulators.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server for the JSON protocol of AWS over HTTP/1.1 and, for clients that begin with it, HTTP/2,
 * both without TLS and on one port. Only HTTP/2 can carry the streams of events that some
 * operations answer with. For development and tests.
 */
public final class AwsServer implements AutoCloseable {
  private static final int LARGEST_HEAD = 16 * 1024;
  private static final int BACKLOG = 512;

  private final EventLoopGroup network;
  private final EventExecutorGroup threads;
  private final Channel channel;

  private AwsServer(EventLoopGroup network, EventExecutorGroup threads, Channel channel) {
    this.network = network;
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * Starts a server.
   *
   * @param name prefix of its threads' names
   * @param address address to listen on; 0.0.0.0 for all addresses of this machine, port 0 for any
   *     free port
   * @param threadCount threads that call the operations, which may block
   * @param service prefix of the target header, for instance {@code Kinesis_20131202}
   * @throws UncheckedIOException when the port is taken; the message names it
   */
  public static AwsServer start(
      String name,
      InetSocketAddress address,
      int threadCount,
      String service,
      AwsEndpoint.Operations operations,
      AwsEvents.Opener events) {
    String host = address.getHostString();
    if (address.isUnresolved()) {
      throw new UncheckedIOException(
          name + " could not start on " + host + ":" + address.getPort(),
          new UnknownHostException(host));
    }
    EventLoopGroup network = new NioEventLoopGroup(2, new DefaultThreadFactory(name + "-io", true));
    EventExecutorGroup threads =
        new DefaultEventExecutorGroup(threadCount, new DefaultThreadFactory(name, true));
    AwsDispatch dispatch = new AwsDispatch(service, operations);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(network)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accepted.pipeline().addLast(new ProtocolChoice(threads, dispatch, events));
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(network, threads);
      throw unbound(name, host, address.getPort(), bound.cause());
    }
    return new AwsServer(network, threads, bound.channel());
  }

  private static UncheckedIOException unbound(String name, String host, int port, Throwable e) {
    return e instanceof BindException taken
        ? new UncheckedIOException(
            "port "
                + port
                + " of "
                + host
                + " is in use ("
                + name
                + "); stop that process or choose another port",
            taken)
        : new UncheckedIOException(
            name + " could not start on " + host + ":" + port,
            e instanceof IOException io ? io : new IOException(e));
  }

  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Address for clients on this machine, for instance {@code http://127.0.0.1:4567}. */
  public URI uri() {
    return URI.create("http://" + LoopbackServer.HOST + ":" + port());
  }

  /** Stops immediately; requests in progress are aborted, as in a crash of the service. */
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    stop(network, threads);
  }

  private static void stop(EventLoopGroup network, EventExecutorGroup threads) {
    var closed = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    // Not interrupted: that would close file channels that the threads are writing to.
    var ended = threads.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    closed.awaitUninterruptibly(2, TimeUnit.SECONDS);
    ended.awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /** Tells HTTP/2 from HTTP/1.1 by the first bytes of a connection, which no method begins with. */
  private static final class ProtocolChoice extends ByteToMessageDecoder {
    private static final byte[] PREFACE = {'P', 'R', 'I', ' '};

    private final EventExecutorGroup threads;
    private final AwsDispatch dispatch;
    private final AwsEvents.Opener events;

    ProtocolChoice(EventExecutorGroup threads, AwsDispatch dispatch, AwsEvents.Opener events) {
      this.threads = threads;
      this.dispatch = dispatch;
      this.events = events;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < PREFACE.length) {
        return;
      }
      boolean isHttp2 = true;
      for (int i = 0; i < PREFACE.length; i++) {
        isHttp2 &= in.getByte(in.readerIndex() + i) == PREFACE[i];
      }
      ChannelPipeline pipeline = context.pipeline();
      if (isHttp2) {
        pipeline.addLast(
            Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(streams()));
      } else {
        pipeline.addLast(
            new HttpServerCodec(LARGEST_HEAD, LARGEST_HEAD, LARGEST_HEAD),
            new HttpServerKeepAliveHandler(),
            new HttpObjectAggregator(AwsDispatch.MAX_BODY));
        pipeline.addLast(threads, new AwsHttpHandler(dispatch, events));
      }
      // What was read so far goes on to the handlers that were added.
      pipeline.remove(this);
    }

    private ChannelInitializer<Channel> streams() {
      return new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel stream) {
          stream
              .pipeline()
              .addLast(
                  new Http2StreamFrameToHttpObjectCodec(true),
                  new HttpObjectAggregator(AwsDispatch.MAX_BODY));
          stream.pipeline().addLast(threads, new AwsHttpHandler(dispatch, events));
        }
      };
    }
  }
}
