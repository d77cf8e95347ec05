//! IAM, STS and Cognito identity pools.

use crate::refusals::refused;
use crate::roles::{Roles, Who};
use crate::{expect, holds, ok, Outcome};
use aws_sdk_iam::client::Waiters;
use aws_sdk_iam::types::{EntityType, PolicyScopeType, Tag};
use aws_sdk_iam::Client;
use std::time::Duration;

pub const ACCOUNT: &str = "000000000000";
pub const EXTERNAL_ID: &str = "a+b=c/d:e@f,g";

/// The names that the checks give, and what they write.
pub struct Names {
    pub name: String,
    pub path: String,
    pub fixture: String,
    pub stream_arn: String,
    pub policy_arn: String,
    pub role_arn: String,
    pub reading: String,
    tricky: String,
}

impl Names {
    fn new(fixture: String) -> Self {
        let name = format!("rust-{}", std::process::id());
        let path = format!("/{name}/");
        let stream_arn = format!("arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/{fixture}");
        let actions = r#""Action": ["kinesis:Get*", "kinesis:DescribeStreamSummary"]"#;
        let reading = format!(r#"{{"Effect": "Allow", {actions}, "Resource": "{stream_arn}"}}"#);
        // What is hard on encodings: white space, what URLs and XML escape, Latin-1.
        let condition = r#"{"StringEquals": {"aws:UserAgent": ["ünï &<>+%20~", "\\ \"='/?#"]}}"#;
        let deny =
            format!(r#"{{"Effect": "Deny", "Action": "kinesis:DeleteStream", "Resource": "*", "Condition": {condition}}}"#);
        Names {
            policy_arn: format!("arn:aws:iam::{ACCOUNT}:policy{path}{name}"),
            role_arn: format!("arn:aws:iam::{ACCOUNT}:role{path}{name}"),
            tricky: format!("{{\n  \"Version\": \"2012-10-17\",\n\t\"Statement\": [\n{reading},\n{deny}\n]}}"),
            name,
            path,
            fixture,
            stream_arn,
            reading,
        }
    }
}

struct Identities<'a> {
    iam: &'a Client,
    names: &'a Names,
}

pub async fn run() -> Outcome {
    let url = std::env::var("PADDOCK_URL")?;
    let directory = std::env::temp_dir().join(format!("paddock-{}", std::process::id()));
    std::fs::create_dir(&directory)?;
    std::env::set_var("AWS_ENDPOINT_URL", url);
    std::env::set_var("AWS_REGION", "us-east-1");
    std::env::set_var("AWS_CONFIG_FILE", directory.join("config"));
    std::env::set_var("AWS_SHARED_CREDENTIALS_FILE", directory.join("credentials"));
    let outcome = check(&directory).await;
    std::fs::remove_dir_all(&directory)?;
    outcome
}

async fn check(directory: &std::path::Path) -> Outcome {
    let names = Names::new(std::env::var("PADDOCK_FIXTURE")?);
    let root = Who::key("test", "test", None).await;
    let iam = root.iam();
    let it = Identities { iam: &iam, names: &names };
    let user_arn = it.creates().await?;
    it.documents().await?;
    it.pages().await?;
    it.errors().await?;
    let made = iam.create_access_key().user_name(&names.name).send().await?;
    let key = made.access_key().ok_or("no key")?;
    let user = Who::key(key.access_key_id(), key.secret_access_key(), None).await;
    it.permissions(&user, &user_arn).await?;
    let roles = Roles { names: &names, iam: &iam, user: &user, user_arn: &user_arn, directory };
    roles.caller().await?;
    roles.assumes(key).await?;
    let (pool, token) = roles.guest(&root.cognito()).await?;
    roles.web_identity(&token).await?;
    it.deletes(&user, key.access_key_id()).await?;
    roles.deletes(&root.cognito(), &pool).await?;
    it.deletes_rest().await
}

pub fn trust(principal: &str, action: &str, condition: &str) -> String {
    format!(
        r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {principal}, "Action": "{action}", "Condition": {condition}}}]}}"#
    )
}

impl Identities<'_> {
    async fn creates(&self) -> Outcome<String> {
        let Names { name, path, policy_arn, tricky, .. } = self.names;
        let second = Duration::from_secs(1);
        let nobody = self.iam.wait_until_user_exists().user_name(name).wait(second).await;
        holds(nobody.is_err_and(|e| format!("{e:?}").contains("ExceededMaxWait")), "the waiter sees a user that is not there")?;
        let tag = Tag::builder().key("team").value("ünï + corns").build()?;
        let made = self.iam.create_user().user_name(name).path(path).tags(tag.clone()).send().await?;
        let arn = made.user().ok_or("no user")?.arn().to_string();
        self.iam.wait_until_user_exists().user_name(name).wait(second).await?;
        let condition = format!(r#"{{"StringEquals": {{"sts:ExternalId": "{EXTERNAL_ID}"}}}}"#);
        let document = trust(&format!(r#"{{"AWS": "{arn}"}}"#), "sts:AssumeRole", &condition);
        self.iam.create_role().role_name(name).path(path).assume_role_policy_document(document).send().await?;
        self.iam.wait_until_role_exists().role_name(name).wait(second).await?;
        self.iam.create_policy().policy_name(name).path(path).policy_document(tricky).send().await?;
        self.iam.wait_until_policy_exists().policy_arn(policy_arn).wait(second).await?;
        self.iam.attach_role_policy().role_name(name).policy_arn(policy_arn).send().await?;
        let got = self.iam.get_user().user_name(name).send().await?;
        expect(got.user().ok_or("no user")?.tags(), [tag], "tags")?;
        ok("the waiters see the user, the role and the policy");
        Ok(arn)
    }

    async fn documents(&self) -> Outcome {
        let Names { name, policy_arn, tricky, .. } = self.names;
        self.iam.put_user_policy().user_name(name).policy_name("inline").policy_document(tricky).send().await?;
        let inline = self.iam.get_user_policy().user_name(name).policy_name("inline").send().await?;
        expect(decoded(inline.policy_document()), tricky.clone(), "inline policy")?;
        let got = self.iam.get_policy_version().policy_arn(policy_arn).version_id("v1").send().await?;
        let version = got.policy_version().ok_or("no version")?;
        expect(decoded(version.document().unwrap_or("")), tricky.clone(), "managed policy")?;
        let got = self.iam.get_role().role_name(name).send().await?;
        let document = decoded(got.role().and_then(|role| role.assume_role_policy_document()).unwrap_or(""));
        holds(document.contains(EXTERNAL_ID), format!("trust policy {document}"))?;
        let mut all = self.iam.get_account_authorization_details().filter(EntityType::User).into_paginator().send();
        while let Some(page) = all.next().await {
            for one in page?.user_detail_list().iter().filter(|one| one.user_name() == Some(name)) {
                let document = one.user_policy_list()[0].policy_document().unwrap_or("");
                expect(decoded(document), tricky.clone(), "authorization details")?;
                ok("policy documents come back as they were written");
                return Ok(());
            }
        }
        Err("the user is not in the authorization details".into())
    }

    async fn pages(&self) -> Outcome {
        let Names { name, path, tricky, .. } = self.names;
        let mut names = vec![name.clone()];
        let anybody = trust(&format!(r#"{{"AWS": "{ACCOUNT}"}}"#), "sts:AssumeRole", "{}");
        for one in (0..3).map(|index| format!("{name}-{index}")) {
            self.iam.create_user().user_name(&one).path(path).send().await?;
            self.iam.create_role().role_name(&one).path(path).assume_role_policy_document(&anybody).send().await?;
            self.iam.create_policy().policy_name(&one).path(path).policy_document(tricky).send().await?;
            names.push(one);
        }
        let mut found = Vec::new();
        let mut users = self.iam.list_users().path_prefix(path).into_paginator().page_size(1).send();
        while let Some(page) = users.next().await {
            found.push(page?.users().iter().map(|one| one.user_name().to_string()).collect::<String>());
        }
        expect(sorted(found), names.clone(), "users, page by page")?;
        let mut found = Vec::new();
        let mut roles = self.iam.list_roles().path_prefix(path).into_paginator().page_size(1).send();
        while let Some(page) = roles.next().await {
            found.push(page?.roles().iter().map(|one| one.role_name().to_string()).collect::<String>());
        }
        expect(sorted(found), names.clone(), "roles, page by page")?;
        let list = self.iam.list_policies().path_prefix(path).scope(PolicyScopeType::Local);
        let policies: Result<Vec<_>, _> = list.into_paginator().page_size(1).items().send().collect().await;
        let found = policies?.iter().filter_map(|one| one.policy_name.clone()).collect();
        expect(sorted(found), names.clone(), "policies")?;
        for one in &names[1..] {
            self.iam.delete_user().user_name(one).send().await?;
            self.iam.delete_role().role_name(one).send().await?;
            self.iam.delete_policy().policy_arn(format!("arn:aws:iam::{ACCOUNT}:policy{path}{one}")).send().await?;
        }
        ok("pages of users, roles and policies");
        Ok(())
    }

    async fn errors(&self) -> Outcome {
        let Names { name, policy_arn, .. } = self.names;
        let answer = self.iam.get_user().user_name("nobody").send().await;
        let words = "The user with name nobody cannot be found.";
        refused(answer, |e| e.is_no_such_entity_exception(), "NoSuchEntity", words)?;
        let answer = self.iam.create_user().user_name(name).send().await;
        let words = format!("User with name {name} already exists.");
        refused(answer, |e| e.is_entity_already_exists_exception(), "EntityAlreadyExists", &words)?;
        let put = self.iam.put_user_policy().user_name(name).policy_name("bad");
        let answer = put.policy_document(r#"{"Version": "2012-10-17"}"#).send().await;
        let words = "Syntax errors in policy.";
        refused(answer, |e| e.is_malformed_policy_document_exception(), "MalformedPolicyDocument", words)?;
        let answer = self.iam.delete_policy().policy_arn(policy_arn).send().await;
        let words = "Cannot delete a policy attached to entities.";
        refused(answer, |e| e.is_delete_conflict_exception(), "DeleteConflict", words)?;
        ok("NoSuchEntity, EntityAlreadyExists, MalformedPolicyDocument, DeleteConflict");
        Ok(())
    }

    async fn permissions(&self, user: &Who, arn: &str) -> Outcome {
        user.may(self.names).await?;
        ok("the user may do what its policy says");
        user.may_not_put(self.names, arn).await?;
        let words = format!(
            "User: {arn} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::{ACCOUNT}:user/ \
             because no identity-based policy allows the iam:ListUsers action"
        );
        refused(user.iam().list_users().send().await, |_| true, "AccessDenied", &words)?;
        ok("the user may do nothing else, at Kinesis and at IAM");
        Ok(())
    }

    async fn deletes(&self, user: &Who, key: &str) -> Outcome {
        self.iam.delete_access_key().user_name(&self.names.name).access_key_id(key).send().await?;
        let answer = user.sts().get_caller_identity().send().await;
        let words = "The security token included in the request is invalid.";
        refused(answer, |_| true, "InvalidClientTokenId", words)?;
        ok("a key that was deleted");
        Ok(())
    }

    async fn deletes_rest(&self) -> Outcome {
        let Names { name, path, policy_arn, .. } = self.names;
        self.iam.detach_role_policy().role_name(name).policy_arn(policy_arn).send().await?;
        self.iam.delete_role().role_name(name).send().await?;
        self.iam.delete_policy().policy_arn(policy_arn).send().await?;
        self.iam.delete_user_policy().user_name(name).policy_name("inline").send().await?;
        self.iam.delete_user().user_name(name).send().await?;
        expect(self.iam.list_users().path_prefix(path).send().await?.users().len(), 0, "users")?;
        ok("deleted");
        Ok(())
    }
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

/// Documents come percent-encoded.
fn decoded(document: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = document.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).unwrap_or("");
                bytes.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
