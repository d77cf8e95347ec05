"""IAM, STS and Cognito identity pools as boto3 sees them. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md."""

import json
import os
import tempfile
import urllib.parse
import urllib.request

import boto3
import botocore.session
from botocore import UNSIGNED
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import AssumeRoleCredentialFetcher, Credentials, DeferredRefreshableCredentials
from botocore.exceptions import ClientError, WaiterError

from checking import expect, holds, ok, run

URL = os.environ["PADDOCK_URL"]
FIXTURE = os.environ["PADDOCK_FIXTURE"]
NAME = f"python-{os.getpid()}"
PATH = f"/{NAME}/"
ACCOUNT = "000000000000"
STREAM_ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/{FIXTURE}"
EXTERNAL_ID = "a+b=c/d:e@f,g"
READ = {"Effect": "Allow", "Action": ["kinesis:Get*", "kinesis:DescribeStreamSummary"], "Resource": STREAM_ARN}
# What is hard on encodings: white space, what URLs and XML escape, Latin-1.
TRICKY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            READ,
            {
                "Effect": "Deny",
                "Action": "kinesis:DeleteStream",
                "Resource": "*",
                "Condition": {"StringEquals": {"aws:UserAgent": ["ünï &<>+%20~", "\\ \"='/?#"]}},
            },
        ],
    },
    indent=2,
    ensure_ascii=False,
)

directory = tempfile.TemporaryDirectory(prefix="paddock-")
os.environ["AWS_ENDPOINT_URL"] = URL
os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
os.environ["AWS_CONFIG_FILE"] = os.path.join(directory.name, "config")
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(directory.name, "credentials")
root = boto3.Session("test", "test")
iam = root.client("iam")


def main():
    user_arn = creates()
    documents()
    pages()
    errors()
    key = iam.create_access_key(UserName=NAME)["AccessKey"]
    user = boto3.Session(key["AccessKeyId"], key["SecretAccessKey"])
    permissions(user, user_arn)
    caller(user, user_arn)
    assumes(user, user_arn, key)
    pool, token = guest()
    web_identity(pool, token)
    deletes(user, pool)


def trust(principal, action="sts:AssumeRole", **condition):
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Condition": condition}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def creates():
    once = {"WaiterConfig": {"Delay": 1, "MaxAttempts": 1}}
    try:
        iam.get_waiter("user_exists").wait(UserName=NAME, **once)
        raise AssertionError("the waiter sees a user that is not there")
    except WaiterError as error:
        expect(error.last_response["Error"]["Code"], "NoSuchEntity", "what the waiter saw")
    user = iam.create_user(UserName=NAME, Path=PATH, Tags=[{"Key": "team", "Value": "ünï + corns"}])["User"]
    iam.get_waiter("user_exists").wait(UserName=NAME, **once)
    iam.create_role(RoleName=NAME, Path=PATH, AssumeRolePolicyDocument=trust({"AWS": user["Arn"]}, StringEquals={"sts:ExternalId": EXTERNAL_ID}))
    iam.get_waiter("role_exists").wait(RoleName=NAME, **once)
    policy = iam.create_policy(PolicyName=NAME, Path=PATH, PolicyDocument=TRICKY)["Policy"]
    iam.get_waiter("policy_exists").wait(PolicyArn=policy["Arn"], **once)
    iam.attach_role_policy(RoleName=NAME, PolicyArn=policy["Arn"])
    expect(iam.get_user(UserName=NAME)["User"]["Tags"], [{"Key": "team", "Value": "ünï + corns"}], "tags")
    ok("the waiters see the user, the role and the policy")
    return user["Arn"]


def policy_arn():
    return f"arn:aws:iam::{ACCOUNT}:policy{PATH}{NAME}"


def documents():
    iam.put_user_policy(UserName=NAME, PolicyName="inline", PolicyDocument=TRICKY)
    expected = json.loads(TRICKY)
    expect(iam.get_user_policy(UserName=NAME, PolicyName="inline")["PolicyDocument"], expected, "inline policy")
    version = iam.get_policy_version(PolicyArn=policy_arn(), VersionId="v1")["PolicyVersion"]
    expect((version["Document"], version["IsDefaultVersion"]), (expected, True), "managed policy")
    role = iam.get_role(RoleName=NAME)["Role"]["AssumeRolePolicyDocument"]
    expect(role["Statement"][0]["Condition"], {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}}, "trust policy")
    details = [
        one
        for page in iam.get_paginator("get_account_authorization_details").paginate(Filter=["User"])
        for one in page["UserDetailList"]
        if one["UserName"] == NAME
    ]
    expect(details[0]["UserPolicyList"], [{"PolicyName": "inline", "PolicyDocument": expected}], "authorization details")
    ok("policy documents come back as they were written")


def pages():
    names = [f"{NAME}-{index}" for index in range(3)]
    for name in names:
        iam.create_user(UserName=name, Path=PATH)
        iam.create_role(RoleName=name, Path=PATH, AssumeRolePolicyDocument=trust({"AWS": ACCOUNT}))
        iam.create_policy(PolicyName=name, Path=PATH, PolicyDocument=TRICKY)

    def listed(operation, key, name, **parameters):
        found = []
        for page in iam.get_paginator(operation).paginate(PathPrefix=PATH, PaginationConfig={"PageSize": 1}, **parameters):
            expect(len(page[key]), 1, "entries on a page")
            found.append(page[key][0][name])
        return sorted(found)

    expect(listed("list_users", "Users", "UserName"), [NAME, *names], "users")
    expect(listed("list_roles", "Roles", "RoleName"), [NAME, *names], "roles")
    expect(listed("list_policies", "Policies", "PolicyName", Scope="Local"), [NAME, *names], "policies")
    for name in names:
        iam.delete_user(UserName=name)
        iam.delete_role(RoleName=name)
        iam.delete_policy(PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy{PATH}{name}")
    ok("pages of users, roles and policies")


def refused(type, code, message, status, call):
    try:
        call()
    except type as error:
        answer = error.response
        expect(answer["Error"]["Code"], code, "code")
        expect(answer["Error"]["Message"], message, "message")
        expect(answer["ResponseMetadata"]["HTTPStatusCode"], status, "status")
        expect(len(answer["ResponseMetadata"]["RequestId"]), 36, "length of the request id")
        return
    raise AssertionError(f"no {code}")


def errors():
    exceptions = iam.exceptions
    refused(exceptions.NoSuchEntityException, "NoSuchEntity", "The user with name nobody cannot be found.", 404, lambda: iam.get_user(UserName="nobody"))
    refused(exceptions.EntityAlreadyExistsException, "EntityAlreadyExists", f"User with name {NAME} already exists.", 409, lambda: iam.create_user(UserName=NAME))
    malformed = lambda: iam.put_user_policy(UserName=NAME, PolicyName="bad", PolicyDocument='{"Version":"2012-10-17"}')
    refused(exceptions.MalformedPolicyDocumentException, "MalformedPolicyDocument", "Syntax errors in policy.", 400, malformed)
    refused(exceptions.DeleteConflictException, "DeleteConflict", "Cannot delete a policy attached to entities.", 409, lambda: iam.delete_policy(PolicyArn=policy_arn()))
    ok("NoSuchEntity, EntityAlreadyExists, MalformedPolicyDocument, DeleteConflict")


def reads(session):
    summary = session.client("kinesis").describe_stream_summary(StreamName=FIXTURE)
    expect(summary["StreamDescriptionSummary"]["StreamARN"], STREAM_ARN, "the stream that may be read")


def may_not_put(session, arn):
    kinesis = session.client("kinesis")
    refused(
        kinesis.exceptions.AccessDeniedException,
        "AccessDeniedException",
        f"User: {arn} is not authorized to perform: kinesis:PutRecord on resource: {STREAM_ARN} because no identity-based policy allows the kinesis:PutRecord action",
        400,
        lambda: kinesis.put_record(StreamName=FIXTURE, PartitionKey="a", Data=b"a"),
    )


def permissions(user, arn):
    reads(user)
    ok("the user may do what its policy says")
    may_not_put(user, arn)
    refused(
        ClientError,
        "AccessDenied",
        f"User: {arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::{ACCOUNT}:user/ because no identity-based policy allows the iam:ListUsers action",
        403,
        lambda: user.client("iam").list_users(),
    )
    ok("the user may do nothing else, at Kinesis and at IAM")


def caller(user, arn):
    sts = user.client("sts")
    answer = sts.get_caller_identity()
    expect((answer["Account"], answer["Arn"], answer["UserId"][:4]), (ACCOUNT, arn, "AIDA"), "caller")
    ok("GetCallerIdentity")

    # As `aws eks get-token` and the clients of aws-iam-authenticator do: a header of theirs is signed along.
    sts.meta.events.register("before-sign.sts.GetCallerIdentity", lambda request, **_: request.headers.add_header("x-k8s-aws-id", "herd"))
    url = sts.generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod="GET")
    with urllib.request.urlopen(urllib.request.Request(url, headers={"x-k8s-aws-id": "herd"})) as response:
        holds(f"<Arn>{arn}</Arn>" in response.read().decode(), "the presigned request is somebody else's")
    try:
        urllib.request.urlopen(url)
        raise AssertionError("a signed header is missed by nobody")
    except urllib.error.HTTPError as error:
        holds(error.code == 403 and b"SignatureDoesNotMatch" in error.read(), f"status {error.code}")
    # As Vault does: a signed POST that somebody else sends.
    body = "Action=GetCallerIdentity&Version=2011-06-15"
    headers = {"X-Vault-AWS-IAM-Server-ID": "vault", "Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    request = AWSRequest("POST", URL, headers=headers, data=body)
    SigV4Auth(user.get_credentials(), "sts", "us-east-1").add_auth(request)
    with urllib.request.urlopen(urllib.request.Request(URL, body.encode(), dict(request.headers))) as response:
        holds(f"<Arn>{arn}</Arn>" in response.read().decode(), "the signed request is somebody else's")
    ok("GetCallerIdentity, presigned")


def session_of(credentials):
    inner = botocore.session.Session()
    inner._credentials = credentials
    return boto3.Session(botocore_session=inner)


def assumed(session, name):
    """Is the session of the role, reads and writes as it may, and gives its ARN."""
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{NAME}/{name}"
    answer = session.client("sts").get_caller_identity()
    expect((answer["Arn"], answer["UserId"].split(":")[1]), (arn, name), "caller")
    reads(session)
    may_not_put(session, arn)


def assumes(user, user_arn, key):
    role = f"arn:aws:iam::{ACCOUNT}:role{PATH}{NAME}"
    extra = {"RoleSessionName": "by-provider", "ExternalId": EXTERNAL_ID}
    client_creator = botocore.session.Session().create_client
    fetcher = AssumeRoleCredentialFetcher(client_creator, user.get_credentials(), role, extra_args=extra)
    assumed(session_of(DeferredRefreshableCredentials(fetcher.fetch_credentials, "assume-role")), "by-provider")
    ok("AssumeRole, by the provider of the SDK")

    with open(os.environ["AWS_SHARED_CREDENTIALS_FILE"], "w") as file:
        file.write(f"[base]\naws_access_key_id = {key['AccessKeyId']}\naws_secret_access_key = {key['SecretAccessKey']}\n")
    with open(os.environ["AWS_CONFIG_FILE"], "w") as file:
        file.write(f"[profile reader]\nsource_profile = base\nrole_arn = {role}\nrole_session_name = by-profile\nexternal_id = {EXTERNAL_ID}\nduration_seconds = 900\n")
    assumed(boto3.Session(profile_name="reader"), "by-profile")
    ok("AssumeRole, by a profile")

    message = f"User: {user_arn} is not authorized to perform: sts:AssumeRole on resource: {role}"
    refused(ClientError, "AccessDenied", message, 403, lambda: user.client("sts").assume_role(RoleArn=role, RoleSessionName="without-external-id"))
    ok("a role that may not be assumed")


def guest():
    """A guest's credentials by the enhanced flow, and a token for the basic one."""
    cognito = root.client("cognito-identity")
    pool = cognito.create_identity_pool(IdentityPoolName=NAME, AllowUnauthenticatedIdentities=True, AllowClassicFlow=True)["IdentityPoolId"]
    federated = {"Federated": "cognito-identity.amazonaws.com"}
    of_pool = {
        "StringEquals": {"cognito-identity.amazonaws.com:aud": pool},
        "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"},
    }
    role = f"{NAME}-guest"
    arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust(federated, "sts:AssumeRoleWithWebIdentity", **of_pool))["Role"]["Arn"]
    iam.put_role_policy(RoleName=role, PolicyName="read", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [READ]}))
    cognito.set_identity_pool_roles(IdentityPoolId=pool, Roles={"unauthenticated": arn})

    anyone = boto3.client("cognito-identity", config=Config(signature_version=UNSIGNED))
    identity = anyone.get_id(IdentityPoolId=pool)["IdentityId"]
    given = anyone.get_credentials_for_identity(IdentityId=identity)["Credentials"]
    session = boto3.Session(given["AccessKeyId"], given["SecretKey"], given["SessionToken"])
    reads(session)
    may_not_put(session, f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/CognitoIdentityCredentials")
    refused(
        anyone.exceptions.ResourceNotFoundException,
        "ResourceNotFoundException",
        "IdentityPool 'us-east-1:00000000-0000-4000-8000-000000000000' not found.",
        400,
        lambda: anyone.get_id(IdentityPoolId="us-east-1:00000000-0000-4000-8000-000000000000"),
    )
    ok("a guest of an identity pool")
    return pool, anyone.get_open_id_token(IdentityId=identity)["Token"]


def web_identity(pool, token):
    path = os.path.join(directory.name, "token")
    with open(path, "w") as file:
        file.write(token)
    role = f"{NAME}-guest"
    os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"] = path
    os.environ["AWS_ROLE_ARN"] = f"arn:aws:iam::{ACCOUNT}:role/{role}"
    os.environ["AWS_ROLE_SESSION_NAME"] = "by-token"
    session = boto3.Session()
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/by-token"
    expect(session.client("sts").get_caller_identity()["Arn"], arn, "caller")
    reads(session)
    may_not_put(session, arn)
    ok("a web identity token in a file")


def deletes(user, pool):
    key = user.get_credentials().access_key
    iam.delete_access_key(UserName=NAME, AccessKeyId=key)
    message = "The security token included in the request is invalid."
    refused(ClientError, "InvalidClientTokenId", message, 403, lambda: user.client("sts").get_caller_identity())
    ok("a key that was deleted")
    root.client("cognito-identity").delete_identity_pool(IdentityPoolId=pool)
    iam.delete_role_policy(RoleName=f"{NAME}-guest", PolicyName="read")
    iam.delete_role(RoleName=f"{NAME}-guest")
    iam.detach_role_policy(RoleName=NAME, PolicyArn=policy_arn())
    iam.delete_role(RoleName=NAME)
    iam.delete_policy(PolicyArn=policy_arn())
    iam.delete_user_policy(UserName=NAME, PolicyName="inline")
    iam.delete_user(UserName=NAME)
    expect(iam.list_users(PathPrefix=PATH)["Users"], [], "users")
    ok("deleted")


run(main)
