use crate::identity::{trust, Names, ACCOUNT, EXTERNAL_ID};
use crate::refusals::refused;
use crate::{expect, ok, skip, Outcome};
use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_iam::types::AccessKey;
use aws_sdk_kinesis::config::Credentials;
use aws_sdk_kinesis::primitives::Blob;
use std::path::Path;

/// Somebody with credentials, who calls services.
pub struct Who(SdkConfig);

impl Who {
    pub async fn key(id: &str, secret: &str, token: Option<String>) -> Who {
        let credentials = Credentials::new(id, secret, token, None, "static");
        Who(aws_config::defaults(BehaviorVersion::latest()).credentials_provider(credentials).load().await)
    }

    pub fn iam(&self) -> aws_sdk_iam::Client {
        aws_sdk_iam::Client::new(&self.0)
    }

    pub fn sts(&self) -> aws_sdk_sts::Client {
        aws_sdk_sts::Client::new(&self.0)
    }

    pub fn cognito(&self) -> aws_sdk_cognitoidentity::Client {
        aws_sdk_cognitoidentity::Client::new(&self.0)
    }

    /// Is who is said, and may read and not write.
    async fn reads_as(&self, names: &Names, arn: &str) -> Outcome {
        expect(self.sts().get_caller_identity().send().await?.arn(), Some(arn), "caller")?;
        self.may(names).await?;
        self.may_not_put(names, arn).await
    }

    pub async fn may(&self, names: &Names) -> Outcome {
        let kinesis = aws_sdk_kinesis::Client::new(&self.0);
        let answer = kinesis.describe_stream_summary().stream_name(&names.fixture).send().await?;
        let summary = answer.stream_description_summary().ok_or("no summary")?;
        expect(summary.stream_arn(), names.stream_arn.as_str(), "the stream that may be read")
    }

    pub async fn may_not_put(&self, names: &Names, arn: &str) -> Outcome {
        let put = aws_sdk_kinesis::Client::new(&self.0).put_record().stream_name(&names.fixture);
        let answer = put.partition_key("a").data(Blob::new("a")).send().await;
        let words = format!(
            "User: {arn} is not authorized to perform: kinesis:PutRecord on resource: {} \
             because no identity-based policy allows the kinesis:PutRecord action",
            names.stream_arn
        );
        refused(answer, |e| e.is_access_denied_exception(), "AccessDeniedException", &words)
    }
}

/// Who the caller is, and the ways to be a role.
pub struct Roles<'a> {
    pub names: &'a Names,
    pub iam: &'a aws_sdk_iam::Client,
    pub user: &'a Who,
    pub user_arn: &'a str,
    pub directory: &'a Path,
}

impl Roles<'_> {
    pub async fn caller(&self) -> Outcome {
        let answer = self.user.sts().get_caller_identity().send().await?;
        expect((answer.arn(), answer.account()), (Some(self.user_arn), Some(ACCOUNT)), "caller")?;
        ok("GetCallerIdentity");

        skip("GetCallerIdentity, presigned", "the SDK for Rust presigns nothing of STS");
        Ok(())
    }

    pub async fn assumes(&self, key: &AccessKey) -> Outcome {
        let Names { name, role_arn, .. } = self.names;
        let arn = |session: &str| format!("arn:aws:sts::{ACCOUNT}:assumed-role/{name}/{session}");
        let provider = AssumeRoleProvider::builder(role_arn).session_name("by-provider").external_id(EXTERNAL_ID);
        let provider = provider.configure(&self.user.0).build().await;
        let assumed = aws_config::defaults(BehaviorVersion::latest()).credentials_provider(provider).load().await;
        Who(assumed).reads_as(self.names, &arn("by-provider")).await?;
        ok("AssumeRole, by the provider of the SDK");

        let (id, secret) = (key.access_key_id(), key.secret_access_key());
        let base = format!("[base]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
        std::fs::write(self.directory.join("credentials"), base)?;
        let role = format!("role_arn = {role_arn}\nrole_session_name = by-profile\nexternal_id = {EXTERNAL_ID}");
        std::fs::write(self.directory.join("config"), format!("[profile reader]\nsource_profile = base\n{role}\n"))?;
        let profile = aws_config::defaults(BehaviorVersion::latest()).profile_name("reader").load().await;
        Who(profile).reads_as(self.names, &arn("by-profile")).await?;
        ok("AssumeRole, by a profile");

        let call = self.user.sts().assume_role().role_arn(role_arn).role_session_name("without-external-id");
        let words = format!("User: {} is not authorized to perform: sts:AssumeRole on resource: {role_arn}", self.user_arn);
        refused(call.send().await, |_| true, "AccessDenied", &words)?;
        ok("a role that may not be assumed");
        Ok(())
    }

    fn guests(&self) -> String {
        format!("{}-guest", self.names.name)
    }

    /// A guest's credentials by the enhanced flow, for which this SDK has no provider. Gives the pool, and a token for the basic flow.
    pub async fn guest(&self, cognito: &aws_sdk_cognitoidentity::Client) -> Outcome<(String, String)> {
        let (name, guests) = (&self.names.name, self.guests());
        let made = cognito.create_identity_pool().identity_pool_name(name).allow_unauthenticated_identities(true);
        let pool = made.allow_classic_flow(true).send().await?.identity_pool_id;
        let condition = format!(
            r#"{{"StringEquals": {{"cognito-identity.amazonaws.com:aud": "{pool}"}},
                 "ForAnyValue:StringLike": {{"cognito-identity.amazonaws.com:amr": "unauthenticated"}}}}"#
        );
        let principal = r#"{"Federated": "cognito-identity.amazonaws.com"}"#;
        let document = trust(principal, "sts:AssumeRoleWithWebIdentity", &condition);
        let role = self.iam.create_role().role_name(&guests).assume_role_policy_document(document).send().await?;
        let policy = format!(r#"{{"Version": "2012-10-17", "Statement": {}}}"#, self.names.reading);
        self.iam.put_role_policy().role_name(&guests).policy_name("read").policy_document(policy).send().await?;
        let arn = role.role().ok_or("no role")?.arn();
        cognito.set_identity_pool_roles().identity_pool_id(&pool).roles("unauthenticated", arn).send().await?;

        let anyone = aws_config::defaults(BehaviorVersion::latest()).no_credentials().load().await;
        let anyone = aws_sdk_cognitoidentity::Client::new(&anyone);
        let id = anyone.get_id().identity_pool_id(&pool).send().await?.identity_id.ok_or("no id")?;
        let answer = anyone.get_credentials_for_identity().identity_id(&id).send().await?;
        let given = answer.credentials().ok_or("no credentials")?;
        let token = given.session_token().map(str::to_string);
        let guest = Who::key(given.access_key_id().unwrap_or(""), given.secret_key().unwrap_or(""), token).await;
        let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/{guests}/CognitoIdentityCredentials");
        guest.reads_as(self.names, &arn).await?;
        let unknown = "us-east-1:00000000-0000-4000-8000-000000000000";
        let answer = anyone.get_id().identity_pool_id(unknown).send().await;
        let words = format!("IdentityPool '{unknown}' not found.");
        refused(answer, |e| e.is_resource_not_found_exception(), "ResourceNotFoundException", &words)?;
        ok("a guest of an identity pool");
        let token = anyone.get_open_id_token().identity_id(&id).send().await?.token.ok_or("no token")?;
        Ok((pool, token))
    }

    pub async fn web_identity(&self, token: &str) -> Outcome {
        let file = self.directory.join("token");
        std::fs::write(&file, token)?;
        std::env::set_var("AWS_WEB_IDENTITY_TOKEN_FILE", file);
        std::env::set_var("AWS_ROLE_ARN", format!("arn:aws:iam::{ACCOUNT}:role/{}", self.guests()));
        std::env::set_var("AWS_ROLE_SESSION_NAME", "by-token");
        let who = Who(aws_config::defaults(BehaviorVersion::latest()).load().await);
        who.reads_as(self.names, &format!("arn:aws:sts::{ACCOUNT}:assumed-role/{}/by-token", self.guests())).await?;
        ok("a web identity token in a file");
        Ok(())
    }

    pub async fn deletes(&self, cognito: &aws_sdk_cognitoidentity::Client, pool: &str) -> Outcome {
        cognito.delete_identity_pool().identity_pool_id(pool).send().await?;
        self.iam.delete_role_policy().role_name(self.guests()).policy_name("read").send().await?;
        self.iam.delete_role().role_name(self.guests()).send().await?;
        Ok(())
    }
}
