package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentity"
	cognitotypes "github.com/aws/aws-sdk-go-v2/service/cognitoidentity/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/kinesis/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	account    = "000000000000"
	externalID = "a+b=c/d:e@f,g"
)

var (
	name      = fmt.Sprintf("go-%d", os.Getpid())
	path      = "/" + name + "/"
	guests    = name + "-guest"
	streamARN = "arn:aws:kinesis:us-east-1:" + account + ":stream/" + fixture
	policyARN = "arn:aws:iam::" + account + ":policy" + path + name
	roleARN   = "arn:aws:iam::" + account + ":role" + path + name
	reading   = `{"Effect": "Allow", "Action": ["kinesis:Get*", "kinesis:DescribeStreamSummary"], "Resource": "` + streamARN + `"}`
	// What is hard on encodings: white space, what URLs and XML escape, Latin-1.
	tricky = `{
  "Version": "2012-10-17",
  "Statement": [
    ` + reading + `,
	{"Effect": "Deny", "Action": "kinesis:DeleteStream", "Resource": "*",
     "Condition": {"StringEquals": {"aws:UserAgent": ["ünï &<>+%20~", "\\ \"='/?#"]}}}
  ]
}`
)

// IAM, STS and Cognito identity pools.
type identities struct {
	iam     *iam.Client
	user    aws.Config
	userARN string
	files   string
	pool    string
}

func checkIdentity() {
	files := must(os.MkdirTemp("", "paddock-"))
	defer os.RemoveAll(files)
	for variable, value := range map[string]string{
		"AWS_ENDPOINT_URL": os.Getenv("PADDOCK_URL"),
		// The providers that assume roles do not hear of the one above.
		"AWS_ENDPOINT_URL_STS":        os.Getenv("PADDOCK_URL"),
		"AWS_REGION":                  "us-east-1",
		"AWS_CONFIG_FILE":             filepath.Join(files, "config"),
		"AWS_SHARED_CREDENTIALS_FILE": filepath.Join(files, "credentials"),
	} {
		os.Setenv(variable, value)
	}
	root := static("test", "test", "")
	it := &identities{iam: iam.NewFromConfig(root), files: files}
	it.creates()
	it.documents()
	it.pages()
	it.errors()
	key := must(it.iam.CreateAccessKey(ctx, &iam.CreateAccessKeyInput{UserName: &name})).AccessKey
	it.user = static(*key.AccessKeyId, *key.SecretAccessKey, "")
	it.permissions()
	it.caller()
	it.assumes(key)
	token := it.guest(cognitoidentity.NewFromConfig(root))
	it.webIdentity(token)
	it.deletes(cognitoidentity.NewFromConfig(root), *key.AccessKeyId)
}

// The SDK's usual configuration, with these settings besides.
func configured(settings ...func(*config.LoadOptions) error) aws.Config {
	return must(config.LoadDefaultConfig(ctx, settings...))
}

func static(key, secret, token string) aws.Config {
	return configured(config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(key, secret, token)))
}

func trust(principal, action, condition string) *string {
	return aws.String(`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": ` + principal +
		`, "Action": "` + action + `", "Condition": ` + condition + `}]}`)
}

func (it *identities) creates() {
	seen := func(wait func() error) {
		if err := wait(); err != nil {
			panic(err)
		}
	}
	nobody := iam.NewUserExistsWaiter(it.iam, func(o *iam.UserExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 10*time.Millisecond, 20*time.Millisecond
	}).Wait(ctx, &iam.GetUserInput{UserName: &name}, 100*time.Millisecond)
	holds(nobody != nil && strings.Contains(nobody.Error(), "exceeded max wait time"), "the waiter for a user that is not there: %v", nobody)

	tag := []iamtypes.Tag{{Key: aws.String("team"), Value: aws.String("ünï + corns")}}
	user := must(it.iam.CreateUser(ctx, &iam.CreateUserInput{UserName: &name, Path: &path, Tags: tag})).User
	it.userARN = *user.Arn
	seen(func() error {
		return iam.NewUserExistsWaiter(it.iam).Wait(ctx, &iam.GetUserInput{UserName: &name}, time.Second)
	})
	document := trust(`{"AWS": "`+it.userARN+`"}`, "sts:AssumeRole", `{"StringEquals": {"sts:ExternalId": "`+externalID+`"}}`)
	must(it.iam.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &name, Path: &path, AssumeRolePolicyDocument: document}))
	seen(func() error {
		return iam.NewRoleExistsWaiter(it.iam).Wait(ctx, &iam.GetRoleInput{RoleName: &name}, time.Second)
	})
	must(it.iam.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: &name, Path: &path, PolicyDocument: &tricky}))
	seen(func() error {
		return iam.NewPolicyExistsWaiter(it.iam).Wait(ctx, &iam.GetPolicyInput{PolicyArn: &policyARN}, time.Second)
	})
	must(it.iam.AttachRolePolicy(ctx, &iam.AttachRolePolicyInput{RoleName: &name, PolicyArn: &policyARN}))
	got := must(it.iam.GetUser(ctx, &iam.GetUserInput{UserName: &name})).User
	expect(got.Tags, tag, "tags")
	expect(*got.CreateDate, *user.CreateDate, "date")
	holds(time.Since(*got.CreateDate).Abs() < time.Minute, "created %v", got.CreateDate)
	ok("the waiters see the user, the role and the policy")
}

func (it *identities) documents() {
	must(it.iam.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: &name, PolicyName: aws.String("inline"), PolicyDocument: &tricky}))
	decoded := func(document *string) string { return must(url.QueryUnescape(*document)) }
	inline := must(it.iam.GetUserPolicy(ctx, &iam.GetUserPolicyInput{UserName: &name, PolicyName: aws.String("inline")}))
	expect(decoded(inline.PolicyDocument), tricky, "inline policy")
	version := must(it.iam.GetPolicyVersion(ctx, &iam.GetPolicyVersionInput{PolicyArn: &policyARN, VersionId: aws.String("v1")})).PolicyVersion
	expect(decoded(version.Document), tricky, "managed policy")
	role := must(it.iam.GetRole(ctx, &iam.GetRoleInput{RoleName: &name})).Role
	var document struct{ Statement []struct{ Condition any } }
	if err := json.Unmarshal([]byte(decoded(role.AssumeRolePolicyDocument)), &document); err != nil {
		panic(err)
	}
	expect(fmt.Sprint(document.Statement[0].Condition), "map[StringEquals:map[sts:ExternalId:"+externalID+"]]", "trust policy")
	all := iam.NewGetAccountAuthorizationDetailsPaginator(it.iam, &iam.GetAccountAuthorizationDetailsInput{Filter: []iamtypes.EntityType{iamtypes.EntityTypeUser}})
	for all.HasMorePages() {
		for _, one := range must(all.NextPage(ctx)).UserDetailList {
			if *one.UserName == name {
				expect(decoded(one.UserPolicyList[0].PolicyDocument), tricky, "authorization details")
				ok("policy documents come back as they were written")
				return
			}
		}
	}
	panic("the user is not in the authorization details")
}

func (it *identities) pages() {
	names := []string{name}
	for i := range 3 {
		one := fmt.Sprintf("%s-%d", name, i)
		names = append(names, one)
		must(it.iam.CreateUser(ctx, &iam.CreateUserInput{UserName: &one, Path: &path}))
		must(it.iam.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &one, Path: &path, AssumeRolePolicyDocument: trust(`{"AWS": "`+account+`"}`, "sts:AssumeRole", "{}")}))
		must(it.iam.CreatePolicy(ctx, &iam.CreatePolicyInput{PolicyName: &one, Path: &path, PolicyDocument: &tricky}))
	}
	all := func(what string, more func() bool, next func() []string) {
		var found []string
		for more() {
			page := next()
			expect(len(page), 1, what+" on a page")
			found = append(found, page...)
		}
		slices.Sort(found)
		expect(found, names, what)
	}
	users := iam.NewListUsersPaginator(it.iam, &iam.ListUsersInput{PathPrefix: &path, MaxItems: aws.Int32(1)})
	all("users", users.HasMorePages, func() (found []string) {
		for _, one := range must(users.NextPage(ctx)).Users {
			found = append(found, *one.UserName)
		}
		return found
	})
	roles := iam.NewListRolesPaginator(it.iam, &iam.ListRolesInput{PathPrefix: &path, MaxItems: aws.Int32(1)})
	all("roles", roles.HasMorePages, func() (found []string) {
		for _, one := range must(roles.NextPage(ctx)).Roles {
			found = append(found, *one.RoleName)
		}
		return found
	})
	policies := iam.NewListPoliciesPaginator(it.iam, &iam.ListPoliciesInput{PathPrefix: &path, MaxItems: aws.Int32(1)})
	all("policies", policies.HasMorePages, func() (found []string) {
		for _, one := range must(policies.NextPage(ctx)).Policies {
			found = append(found, *one.PolicyName)
		}
		return found
	})
	for _, one := range names[1:] {
		must(it.iam.DeleteUser(ctx, &iam.DeleteUserInput{UserName: &one}))
		must(it.iam.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: &one}))
		must(it.iam.DeletePolicy(ctx, &iam.DeletePolicyInput{PolicyArn: aws.String("arn:aws:iam::" + account + ":policy" + path + one)}))
	}
	ok("pages of users, roles and policies")
}

// The call was refused with the SDK's own error T, which is smithy.APIError where it has none.
func denied[T smithy.APIError](err error, status int, code, message string) {
	var typed T
	holds(errors.As(err, &typed), "%v is no %T", err, typed)
	expect(typed.ErrorCode(), code, "code")
	expect(typed.ErrorMessage(), message, "message")
	var response *awshttp.ResponseError
	holds(errors.As(err, &response), "no response in %v", err)
	expect(response.HTTPStatusCode(), status, "status")
	expect(len(response.ServiceRequestID()), 36, "length of the request id")
}

func (it *identities) errors() {
	_, err := it.iam.GetUser(ctx, &iam.GetUserInput{UserName: aws.String("nobody")})
	denied[*iamtypes.NoSuchEntityException](err, 404, "NoSuchEntity", "The user with name nobody cannot be found.")
	_, err = it.iam.CreateUser(ctx, &iam.CreateUserInput{UserName: &name})
	denied[*iamtypes.EntityAlreadyExistsException](err, 409, "EntityAlreadyExists", "User with name "+name+" already exists.")
	_, err = it.iam.PutUserPolicy(ctx, &iam.PutUserPolicyInput{UserName: &name, PolicyName: aws.String("bad"), PolicyDocument: aws.String(`{"Version": "2012-10-17"}`)})
	denied[*iamtypes.MalformedPolicyDocumentException](err, 400, "MalformedPolicyDocument", "Syntax errors in policy.")
	_, err = it.iam.DeletePolicy(ctx, &iam.DeletePolicyInput{PolicyArn: &policyARN})
	denied[*iamtypes.DeleteConflictException](err, 409, "DeleteConflict", "Cannot delete a policy attached to entities.")
	ok("NoSuchEntity, EntityAlreadyExists, MalformedPolicyDocument, DeleteConflict")
}

func readsOnly(who aws.Config, arn string) {
	may(who)
	mayNotPut(who, arn)
}

func may(who aws.Config) {
	summary := must(kinesis.NewFromConfig(who).DescribeStreamSummary(ctx, &kinesis.DescribeStreamSummaryInput{StreamName: &fixture}))
	expect(*summary.StreamDescriptionSummary.StreamARN, streamARN, "the stream that may be read")
}

func mayNotPut(who aws.Config, arn string) {
	_, err := kinesis.NewFromConfig(who).PutRecord(ctx, &kinesis.PutRecordInput{StreamName: &fixture, PartitionKey: aws.String("a"), Data: []byte("a")})
	denied[*types.AccessDeniedException](err, 400, "AccessDeniedException", "User: "+arn+" is not authorized to perform: kinesis:PutRecord on resource: "+streamARN+
		" because no identity-based policy allows the kinesis:PutRecord action")
}

func (it *identities) permissions() {
	may(it.user)
	ok("the user may do what its policy says")
	mayNotPut(it.user, it.userARN)
	_, err := iam.NewFromConfig(it.user).ListUsers(ctx, &iam.ListUsersInput{})
	denied[smithy.APIError](err, 403, "AccessDenied", "User: "+it.userARN+" is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::"+account+
		":user/ because no identity-based policy allows the iam:ListUsers action")
	ok("the user may do nothing else, at Kinesis and at IAM")
}

func whoIs(who aws.Config) string {
	return *must(sts.NewFromConfig(who).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})).Arn
}

func (it *identities) caller() {
	expect(whoIs(it.user), it.userARN, "caller")
	ok("GetCallerIdentity")

	// As aws-iam-authenticator's client does: a header of its own is signed along.
	withHeader := func(o *sts.PresignOptions) {
		o.ClientOptions = append(o.ClientOptions, sts.WithAPIOptions(smithyhttp.SetHeaderValue("x-k8s-aws-id", "herd")))
	}
	signed := must(sts.NewPresignClient(sts.NewFromConfig(it.user)).PresignGetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}, withHeader))
	status, body := fetch(signed.URL, "x-k8s-aws-id", "herd")
	holds(status == 200 && strings.Contains(body, "<Arn>"+it.userARN+"</Arn>"), "presigned: %d %s", status, body)
	status, body = fetch(signed.URL, "x-k8s-aws-id", "another")
	holds(status == 403 && strings.Contains(body, "SignatureDoesNotMatch"), "presigned, changed: %d %s", status, body)
	ok("GetCallerIdentity, presigned")
}

func fetch(url, header, value string) (int, string) {
	request := must(http.NewRequest("GET", url, nil))
	request.Header.Set(header, value)
	response := must(http.DefaultClient.Do(request))
	defer response.Body.Close()
	return response.StatusCode, string(must(io.ReadAll(response.Body)))
}

func (it *identities) assumes(key *iamtypes.AccessKey) {
	arn := func(session string) string {
		return "arn:aws:sts::" + account + ":assumed-role/" + name + "/" + session
	}
	provider := stscreds.NewAssumeRoleProvider(sts.NewFromConfig(it.user), roleARN, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName, o.ExternalID = "by-provider", aws.String(externalID)
	})
	assumed := configured(config.WithCredentialsProvider(aws.NewCredentialsCache(provider)))
	expect(whoIs(assumed), arn("by-provider"), "caller")
	readsOnly(assumed, arn("by-provider"))
	ok("AssumeRole, by the provider of the SDK")

	it.write("credentials", fmt.Sprintf("[base]\naws_access_key_id = %s\naws_secret_access_key = %s\n", *key.AccessKeyId, *key.SecretAccessKey))
	it.write("config", fmt.Sprintf("[profile reader]\nsource_profile = base\nrole_arn = %s\nrole_session_name = by-profile\nexternal_id = %s\nduration_seconds = 900\n", roleARN, externalID))
	profile := configured(config.WithSharedConfigProfile("reader"))
	expect(whoIs(profile), arn("by-profile"), "caller")
	readsOnly(profile, arn("by-profile"))
	ok("AssumeRole, by a profile")

	_, err := sts.NewFromConfig(it.user).AssumeRole(ctx, &sts.AssumeRoleInput{RoleArn: &roleARN, RoleSessionName: aws.String("without-external-id")})
	denied[smithy.APIError](err, 403, "AccessDenied", "User: "+it.userARN+" is not authorized to perform: sts:AssumeRole on resource: "+roleARN)
	ok("a role that may not be assumed")
}

func (it *identities) write(file, content string) string {
	path := filepath.Join(it.files, file)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		panic(err)
	}
	return path
}

// A guest's credentials by the enhanced flow, for which this SDK has no provider; gives a token for the basic one.
func (it *identities) guest(cognito *cognitoidentity.Client) string {
	made := must(cognito.CreateIdentityPool(ctx, &cognitoidentity.CreateIdentityPoolInput{
		IdentityPoolName: &name, AllowUnauthenticatedIdentities: true, AllowClassicFlow: aws.Bool(true),
	}))
	it.pool = *made.IdentityPoolId
	document := trust(`{"Federated": "cognito-identity.amazonaws.com"}`, "sts:AssumeRoleWithWebIdentity", `{
		"StringEquals": {"cognito-identity.amazonaws.com:aud": "`+it.pool+`"},
		"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"}}`)
	role := must(it.iam.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &guests, AssumeRolePolicyDocument: document})).Role
	policy := `{"Version": "2012-10-17", "Statement": ` + reading + `}`
	must(it.iam.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &guests, PolicyName: aws.String("read"), PolicyDocument: &policy}))
	must(cognito.SetIdentityPoolRoles(ctx, &cognitoidentity.SetIdentityPoolRolesInput{
		IdentityPoolId: &it.pool, Roles: map[string]string{"unauthenticated": *role.Arn},
	}))

	anyone := cognitoidentity.NewFromConfig(configured(config.WithCredentialsProvider(aws.AnonymousCredentials{})))
	id := must(anyone.GetId(ctx, &cognitoidentity.GetIdInput{IdentityPoolId: &it.pool})).IdentityId
	given := must(anyone.GetCredentialsForIdentity(ctx, &cognitoidentity.GetCredentialsForIdentityInput{IdentityId: id})).Credentials
	holds(time.Until(*given.Expiration) > 59*time.Minute, "until %v", given.Expiration)
	readsOnly(static(*given.AccessKeyId, *given.SecretKey, *given.SessionToken), "arn:aws:sts::"+account+":assumed-role/"+guests+"/CognitoIdentityCredentials")
	unknown := "us-east-1:00000000-0000-4000-8000-000000000000"
	_, err := anyone.GetId(ctx, &cognitoidentity.GetIdInput{IdentityPoolId: &unknown})
	denied[*cognitotypes.ResourceNotFoundException](err, 400, "ResourceNotFoundException", "IdentityPool '"+unknown+"' not found.")
	ok("a guest of an identity pool")
	return *must(anyone.GetOpenIdToken(ctx, &cognitoidentity.GetOpenIdTokenInput{IdentityId: id})).Token
}

func (it *identities) webIdentity(token string) {
	os.Setenv("AWS_WEB_IDENTITY_TOKEN_FILE", it.write("token", token))
	os.Setenv("AWS_ROLE_ARN", "arn:aws:iam::"+account+":role/"+guests)
	os.Setenv("AWS_ROLE_SESSION_NAME", "by-token")
	arn := "arn:aws:sts::" + account + ":assumed-role/" + guests + "/by-token"
	expect(whoIs(configured()), arn, "caller")
	readsOnly(configured(), arn)
	ok("a web identity token in a file")
}

func (it *identities) deletes(cognito *cognitoidentity.Client, key string) {
	must(it.iam.DeleteAccessKey(ctx, &iam.DeleteAccessKeyInput{UserName: &name, AccessKeyId: &key}))
	_, err := sts.NewFromConfig(it.user).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	denied[smithy.APIError](err, 403, "InvalidClientTokenId", "The security token included in the request is invalid.")
	ok("a key that was deleted")
	must(cognito.DeleteIdentityPool(ctx, &cognitoidentity.DeleteIdentityPoolInput{IdentityPoolId: &it.pool}))
	must(it.iam.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: &guests, PolicyName: aws.String("read")}))
	must(it.iam.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: &guests}))
	must(it.iam.DetachRolePolicy(ctx, &iam.DetachRolePolicyInput{RoleName: &name, PolicyArn: &policyARN}))
	must(it.iam.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: &name}))
	must(it.iam.DeletePolicy(ctx, &iam.DeletePolicyInput{PolicyArn: &policyARN}))
	must(it.iam.DeleteUserPolicy(ctx, &iam.DeleteUserPolicyInput{UserName: &name, PolicyName: aws.String("inline")}))
	must(it.iam.DeleteUser(ctx, &iam.DeleteUserInput{UserName: &name}))
	expect(len(must(it.iam.ListUsers(ctx, &iam.ListUsersInput{PathPrefix: &path})).Users), 0, "users")
	ok("deleted")
}
