package dev.paddock.conformance;

import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What a check says, and how it fails. */
final class Check {
  private Check() {}

  static void ok(String check) {
    System.out.println("ok " + check);
  }

  static void skip(String check, String reason) {
    System.out.println("skip " + check + ": " + reason);
  }

  static void expect(Object actual, Object expected, String what) {
    if (!Objects.equals(actual, expected)) throw new AssertionError(what + ": " + actual + " instead of " + expected);
  }

  static void holds(boolean condition, String what) {
    if (!condition) throw new AssertionError(what);
  }

  /** Kinesis refuses the call with an exception of this type, code and message, and with the ids of a request. */
  static void refused(Class<? extends AwsServiceException> type, String code, String message, Supplier<?> call) {
    AwsServiceException error = refused(type, 400, code, message, call);
    holds(error.extendedRequestId() != null && error.extendedRequestId().length() > 90, "extended request id " + error.extendedRequestId());
  }

  /** The call fails with an exception of this type, status, code and message, and with a request's id. */
  static AwsServiceException refused(Class<? extends AwsServiceException> type, int status, String code, String message, Supplier<?> call) {
    try {
      call.get();
    } catch (AwsServiceException error) {
      expect(error.getClass(), type, "type");
      expect(error.awsErrorDetails().errorCode(), code, "code");
      holds(error.awsErrorDetails().errorMessage().startsWith(message), "message: " + error.awsErrorDetails().errorMessage());
      expect(error.statusCode(), status, "status");
      expect(error.requestId().length(), 36, "length of the request id");
      return error;
    }
    throw new AssertionError("no " + code);
  }
}
