package io.tweetsentiment.emulators.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Answers the requests of a connection with HTTP/1.1, or of one stream of a connection with HTTP/2.
 * Threading: netty calls it by one of the server's threads, always the same one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write that fails ends with the connection.
final class AwsHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";
  private static final long BETWEEN_LOOKS_MS = 5;

  private final AwsDispatch dispatch;
  private final AwsEvents.Opener opener;
  private AwsEvents events;
  private ScheduledFuture<?> looking;

  AwsHttpHandler(AwsDispatch dispatch, AwsEvents.Opener opener) {
    this.dispatch = dispatch;
    this.opener = opener;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    AwsEncoding wire = AwsEncoding.of(request.headers().get(HttpHeaderNames.CONTENT_TYPE));
    String target = request.headers().get("X-Amz-Target");
    String stream = request.headers().get(ExtensionHeaderNames.STREAM_ID.text());
    byte[] body = ByteBufUtil.getBytes(request.content());
    try {
      Optional<AwsEvents> opened =
          opener.open(dispatch.operation(target), AwsDispatch.input(wire, body), wire);
      if (opened.isPresent()) {
        begin(context, wire, stream, opened.get());
        return;
      }
    } catch (RuntimeException e) {
      answer(context, stream, AwsDispatch.error(wire, e));
      return;
    }
    var unused =
        dispatch.answer(target, wire, body).thenAccept(answer -> answer(context, stream, answer));
  }

  private static void answer(
      ChannelHandlerContext context, String stream, AwsDispatch.Answer answer) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    answer.errorType().ifPresent(type -> response.headers().set("x-amzn-errortype", type));
    HttpUtil.setContentLength(response, answer.body().length);
    context.writeAndFlush(head(response, stream, answer.contentType()));
  }

  private static <T extends HttpMessage> T head(T response, String stream, String contentType) {
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    response.headers().set("x-amzn-requestid", UUID.randomUUID().toString());
    if (stream != null) {
      response.headers().set(ExtensionHeaderNames.STREAM_ID.text(), stream);
    }
    return response;
  }

  private void begin(
      ChannelHandlerContext context, AwsEncoding wire, String stream, AwsEvents opened) {
    events = opened;
    DefaultHttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    HttpUtil.setTransferEncodingChunked(response, true);
    context.write(head(response, stream, EVENT_STREAM));
    context.writeAndFlush(message("initial-response", wire, wire.object()));
    looking =
        context
            .executor()
            .scheduleWithFixedDelay(
                () -> send(context, wire), 0, BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS);
  }

  private void send(ChannelHandlerContext context, AwsEncoding wire) {
    try {
      while (events != null && context.channel().isWritable()) {
        Optional<ObjectNode> event = events.poll();
        if (event.isPresent()) {
          context.writeAndFlush(message(events.type(), wire, event.get()));
        } else if (events.ended()) {
          end();
          context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
          return;
        }
      }
    } catch (RuntimeException e) {
      end();
      context.close();
    }
  }

  private static DefaultHttpContent message(String type, AwsEncoding wire, ObjectNode payload) {
    try {
      byte[] bytes = wire.mapper().writeValueAsBytes(payload);
      ByteBuf content =
          Unpooled.wrappedBuffer(EventStreamMessage.event(type, wire.contentType(), bytes));
      return new DefaultHttpContent(content);
    } catch (IOException e) {
      throw new IllegalStateException("an event could not be encoded", e);
    }
  }

  private void end() {
    if (events != null) {
      events.close();
      events = null;
      looking.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  /** The client closed the connection before the answer; it will send the request again. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end();
    context.close();
  }
}
