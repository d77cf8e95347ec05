package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Identity.EXTERNAL_ID;
import static dev.paddock.conformance.Identity.NAME;
import static dev.paddock.conformance.Identity.ROLE_ARN;
import static dev.paddock.conformance.Who.ACCOUNT;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.StsException;

/** Who the caller is, and the ways to be a role. */
final class Roles {
  private static final String GUESTS = NAME + "-guest";

  private final IamClient iam;
  private final Who user;
  private final String userArn;
  private String pool;
  private String token;

  Roles(IamClient iam, Who user, String userArn) {
    this.iam = iam;
    this.user = user;
    this.userArn = userArn;
  }

  void caller() throws Exception {
    var answer = user.sts().getCallerIdentity();
    expect(answer.arn(), userArn, "caller");
    holds(answer.account().equals(ACCOUNT) && answer.userId().startsWith("AIDA"), "caller " + answer);
    ok("GetCallerIdentity");

    // This SDK has no presigner for STS; programs for EKS take its signer, with a header of theirs.
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(System.getenv("PADDOCK_URL") + "/"))
            .appendRawQueryParameter("Action", "GetCallerIdentity")
            .appendRawQueryParameter("Version", "2011-06-15")
            .appendHeader("x-k8s-aws-id", "herd")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(user.credentials().resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    var good = fetch(signed.request().getUri(), "herd");
    holds(good.statusCode() == 200 && good.body().contains("<Arn>" + userArn + "</Arn>"), "presigned: " + good.body());
    var bad = fetch(signed.request().getUri(), "another");
    holds(bad.statusCode() == 403 && bad.body().contains("SignatureDoesNotMatch"), "presigned, changed: " + bad.body());
    ok("GetCallerIdentity, presigned");
  }

  private static HttpResponse<String> fetch(URI url, String herd) throws Exception {
    var request = HttpRequest.newBuilder(url).header("x-k8s-aws-id", herd).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  void assumes(AccessKey key) throws Exception {
    String session = "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + NAME + "/";
    var provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(user.sts())
            .refreshRequest(r -> r.roleArn(ROLE_ARN).roleSessionName("by-provider").externalId(EXTERNAL_ID))
            .build();
    new Who(provider).readsAs(session + "by-provider");
    ok("AssumeRole, by the provider of the SDK");

    Path config = Files.createTempFile("paddock-", "");
    Path credentials = Files.createTempFile("paddock-", "");
    Files.writeString(
        credentials, "[base]\naws_access_key_id = %s\naws_secret_access_key = %s\n".formatted(key.accessKeyId(), key.secretAccessKey()));
    Files.writeString(
        config,
        "[profile reader]\nregion = us-east-1\nsource_profile = base\nrole_arn = %s\nrole_session_name = by-profile\nexternal_id = %s\n"
            .formatted(ROLE_ARN, EXTERNAL_ID));
    System.setProperty("aws.endpointUrl", System.getenv("PADDOCK_URL"));
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.configFile", config.toString());
    System.setProperty("aws.sharedCredentialsFile", credentials.toString());
    new Who(ProfileCredentialsProvider.create("reader")).readsAs(session + "by-profile");
    Files.delete(config);
    Files.delete(credentials);
    ok("AssumeRole, by a profile");

    refused(
        StsException.class,
        403,
        "AccessDenied",
        "User: " + userArn + " is not authorized to perform: sts:AssumeRole on resource: " + ROLE_ARN,
        () -> user.sts().assumeRole(r -> r.roleArn(ROLE_ARN).roleSessionName("without-external-id")));
    ok("a role that may not be assumed");
  }

  /** A guest's credentials by the enhanced flow, for which this SDK has no provider, and a token for the basic one. */
  void guest() {
    var cognito = Who.root().cognito();
    pool = cognito.createIdentityPool(r -> r.identityPoolName(NAME).allowUnauthenticatedIdentities(true).allowClassicFlow(true)).identityPoolId();
    String condition =
        """
        {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"},
         "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"}}"""
            .formatted(pool);
    String trust = Identity.trust("{\"Federated\": \"cognito-identity.amazonaws.com\"}", "sts:AssumeRoleWithWebIdentity", condition);
    String role = iam.createRole(r -> r.roleName(GUESTS).assumeRolePolicyDocument(trust)).role().arn();
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": " + Identity.READING + "}";
    iam.putRolePolicy(r -> r.roleName(GUESTS).policyName("read").policyDocument(policy));
    cognito.setIdentityPoolRoles(r -> r.identityPoolId(pool).roles(Map.of("unauthenticated", role)));

    var anyone = Who.anyone().cognito();
    String id = anyone.getId(r -> r.identityPoolId(pool)).identityId();
    var given = anyone.getCredentialsForIdentity(r -> r.identityId(id)).credentials();
    holds(Duration.between(Instant.now(), given.expiration()).toMinutes() >= 59, "until " + given.expiration());
    var credentials = AwsSessionCredentials.create(given.accessKeyId(), given.secretKey(), given.sessionToken());
    new Who(StaticCredentialsProvider.create(credentials))
        .readsAs("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + GUESTS + "/CognitoIdentityCredentials");
    String unknown = "us-east-1:00000000-0000-4000-8000-000000000000";
    refused(
        ResourceNotFoundException.class,
        400,
        "ResourceNotFoundException",
        "IdentityPool '" + unknown + "' not found.",
        () -> anyone.getId(r -> r.identityPoolId(unknown)));
    token = anyone.getOpenIdToken(r -> r.identityId(id)).token();
    ok("a guest of an identity pool");
  }

  void webIdentity() throws Exception {
    Path file = Files.createTempFile("paddock-", "");
    Files.writeString(file, token);
    System.setProperty("aws.webIdentityTokenFile", file.toString());
    System.setProperty("aws.roleArn", "arn:aws:iam::" + ACCOUNT + ":role/" + GUESTS);
    System.setProperty("aws.roleSessionName", "by-token");
    new Who(WebIdentityTokenFileCredentialsProvider.create()).readsAs("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + GUESTS + "/by-token");
    Files.delete(file);
    ok("a web identity token in a file");
  }

  void delete() {
    Who.root().cognito().deleteIdentityPool(r -> r.identityPoolId(pool));
    iam.deleteRolePolicy(r -> r.roleName(GUESTS).policyName("read"));
    iam.deleteRole(r -> r.roleName(GUESTS));
  }
}
