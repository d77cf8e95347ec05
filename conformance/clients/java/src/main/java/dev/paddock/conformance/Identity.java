package dev.paddock.conformance;

import static dev.paddock.conformance.Check.expect;
import static dev.paddock.conformance.Check.holds;
import static dev.paddock.conformance.Check.ok;
import static dev.paddock.conformance.Check.refused;
import static dev.paddock.conformance.Who.ACCOUNT;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.*;
import software.amazon.awssdk.services.sts.model.StsException;

/** IAM, STS and Cognito identity pools as the AWS SDK for Java v2 sees them. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md. */
public final class Identity {
  static final String NAME = "java-" + ProcessHandle.current().pid();
  static final String EXTERNAL_ID = "a+b=c/d:e@f,g";
  private static final String PATH = "/" + NAME + "/";
  private static final String POLICY_ARN = "arn:aws:iam::" + ACCOUNT + ":policy" + PATH + NAME;
  static final String ROLE_ARN = "arn:aws:iam::" + ACCOUNT + ":role" + PATH + NAME;
  static final String READING =
      "{\"Effect\": \"Allow\", \"Action\": [\"kinesis:Get*\", \"kinesis:DescribeStreamSummary\"], \"Resource\": \"" + Who.STREAM_ARN + "\"}";

  /** What is hard on encodings: white space, what URLs and XML escape, Latin-1. */
  private static final String TRICKY =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          %s,
      \t{"Effect": "Deny", "Action": "kinesis:DeleteStream", "Resource": "*",
           "Condition": {"StringEquals": {"aws:UserAgent": ["ünï &<>+%%20~", "\\\\ \\"='/?#"]}}}
        ]
      }"""
          .formatted(READING);

  private final IamClient iam = Who.root().iam();

  public static void main(String[] arguments) {
    try {
      new Identity().run();
    } catch (Throwable problem) {
      System.out.println("not ok " + problem);
      if (System.getenv("PADDOCK_TRACE") != null) problem.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private void run() throws Exception {
    String userArn = creates();
    documents();
    pages();
    errors();
    AccessKey key = iam.createAccessKey(r -> r.userName(NAME)).accessKey();
    Who user = Who.key(key.accessKeyId(), key.secretAccessKey());
    permissions(user, userArn);
    Roles roles = new Roles(iam, user, userArn);
    roles.caller();
    roles.assumes(key);
    roles.guest();
    roles.webIdentity();
    deletes(user, key, roles);
  }

  static String trust(String principal, String action, String condition) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"%s\", \"Condition\": %s}]}"
        .formatted(principal, action, condition);
  }

  private String creates() {
    var waiter = iam.waiter();
    try {
      waiter.waitUntilUserExists(r -> r.userName(NAME), o -> o.waitTimeout(Duration.ofMillis(100)));
      throw new AssertionError("the waiter sees a user that is not there");
    } catch (SdkClientException timeout) {
      holds(timeout.getMessage().contains("exceeded the max wait time"), "the waiter says " + timeout.getMessage());
    }
    Tag tag = Tag.builder().key("team").value("ünï + corns").build();
    User user = iam.createUser(r -> r.userName(NAME).path(PATH).tags(tag)).user();
    waiter.waitUntilUserExists(r -> r.userName(NAME));
    String trust = trust("{\"AWS\": \"" + user.arn() + "\"}", "sts:AssumeRole", "{\"StringEquals\": {\"sts:ExternalId\": \"" + EXTERNAL_ID + "\"}}");
    iam.createRole(r -> r.roleName(NAME).path(PATH).assumeRolePolicyDocument(trust));
    waiter.waitUntilRoleExists(r -> r.roleName(NAME));
    iam.createPolicy(r -> r.policyName(NAME).path(PATH).policyDocument(TRICKY));
    waiter.waitUntilPolicyExists(r -> r.policyArn(POLICY_ARN));
    iam.attachRolePolicy(r -> r.roleName(NAME).policyArn(POLICY_ARN));
    User got = iam.getUser(r -> r.userName(NAME)).user();
    expect(got.tags(), List.of(tag), "tags");
    expect(got.createDate(), user.createDate(), "date");
    holds(Duration.between(got.createDate(), Instant.now()).abs().toSeconds() < 60, "created " + got.createDate());
    ok("the waiters see the user, the role and the policy");
    return user.arn();
  }

  private static String decoded(String document) {
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  private void documents() {
    iam.putUserPolicy(r -> r.userName(NAME).policyName("inline").policyDocument(TRICKY));
    expect(decoded(iam.getUserPolicy(r -> r.userName(NAME).policyName("inline")).policyDocument()), TRICKY, "inline policy");
    PolicyVersion version = iam.getPolicyVersion(r -> r.policyArn(POLICY_ARN).versionId("v1")).policyVersion();
    expect(decoded(version.document()), TRICKY, "managed policy");
    holds(version.isDefaultVersion(), "v1 is not the default");
    String trust = decoded(iam.getRole(r -> r.roleName(NAME)).role().assumeRolePolicyDocument());
    holds(trust.contains("\"" + EXTERNAL_ID + "\""), "trust policy " + trust);
    UserDetail details =
        iam.getAccountAuthorizationDetailsPaginator(r -> r.filter(EntityType.USER)).userDetailList().stream()
            .filter(one -> one.userName().equals(NAME))
            .findFirst()
            .orElseThrow();
    expect(decoded(details.userPolicyList().get(0).policyDocument()), TRICKY, "authorization details");
    ok("policy documents come back as they were written");
  }

  private void pages() {
    List<String> names = new ArrayList<>(List.of(NAME));
    for (int i = 0; i < 3; i++) {
      String one = NAME + "-" + i;
      names.add(one);
      iam.createUser(r -> r.userName(one).path(PATH));
      iam.createRole(r -> r.roleName(one).path(PATH).assumeRolePolicyDocument(trust("{\"AWS\": \"" + ACCOUNT + "\"}", "sts:AssumeRole", "{}")));
      iam.createPolicy(r -> r.policyName(one).path(PATH).policyDocument(TRICKY));
    }
    var users = iam.listUsersPaginator(r -> r.pathPrefix(PATH).maxItems(1));
    expect(users.stream().map(page -> page.users().size()).distinct().toList(), List.of(1), "users on a page");
    expect(users.users().stream().map(User::userName).sorted().toList(), names, "users");
    var roles = iam.listRolesPaginator(r -> r.pathPrefix(PATH).maxItems(1));
    expect(roles.stream().map(page -> page.roles().size()).distinct().toList(), List.of(1), "roles on a page");
    expect(roles.roles().stream().map(Role::roleName).sorted().toList(), names, "roles");
    var policies = iam.listPoliciesPaginator(r -> r.pathPrefix(PATH).maxItems(1));
    expect(policies.stream().map(page -> page.policies().size()).distinct().toList(), List.of(1), "policies on a page");
    expect(policies.policies().stream().map(Policy::policyName).sorted().toList(), names, "policies");
    for (String one : names.subList(1, names.size())) {
      iam.deleteUser(r -> r.userName(one));
      iam.deleteRole(r -> r.roleName(one));
      iam.deletePolicy(r -> r.policyArn("arn:aws:iam::" + ACCOUNT + ":policy" + PATH + one));
    }
    ok("pages of users, roles and policies");
  }

  private void errors() {
    refused(
        NoSuchEntityException.class,
        404,
        "NoSuchEntity",
        "The user with name nobody cannot be found.",
        () -> iam.getUser(r -> r.userName("nobody")));
    refused(
        EntityAlreadyExistsException.class,
        409,
        "EntityAlreadyExists",
        "User with name " + NAME + " already exists.",
        () -> iam.createUser(r -> r.userName(NAME)));
    refused(
        MalformedPolicyDocumentException.class,
        400,
        "MalformedPolicyDocument",
        "Syntax errors in policy.",
        () -> iam.putUserPolicy(r -> r.userName(NAME).policyName("bad").policyDocument("{\"Version\": \"2012-10-17\"}")));
    refused(
        DeleteConflictException.class,
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.",
        () -> iam.deletePolicy(r -> r.policyArn(POLICY_ARN)));
    ok("NoSuchEntity, EntityAlreadyExists, MalformedPolicyDocument, DeleteConflict");
  }

  private void permissions(Who user, String arn) {
    user.may();
    ok("the user may do what its policy says");
    user.mayNotPut(arn);
    refused(
        IamException.class,
        403,
        "AccessDenied",
        "User: "
            + arn
            + " is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::"
            + ACCOUNT
            + ":user/ because no identity-based policy allows the iam:ListUsers action",
        () -> user.iam().listUsers());
    ok("the user may do nothing else, at Kinesis and at IAM");
  }

  private void deletes(Who user, AccessKey key, Roles roles) {
    iam.deleteAccessKey(r -> r.userName(NAME).accessKeyId(key.accessKeyId()));
    refused(
        StsException.class,
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
        () -> user.sts().getCallerIdentity());
    ok("a key that was deleted");
    roles.delete();
    iam.detachRolePolicy(r -> r.roleName(NAME).policyArn(POLICY_ARN));
    iam.deleteRole(r -> r.roleName(NAME));
    iam.deletePolicy(r -> r.policyArn(POLICY_ARN));
    iam.deleteUserPolicy(r -> r.userName(NAME).policyName("inline"));
    iam.deleteUser(r -> r.userName(NAME));
    expect(iam.listUsers(r -> r.pathPrefix(PATH)).users(), List.of(), "users");
    ok("deleted");
  }
}
