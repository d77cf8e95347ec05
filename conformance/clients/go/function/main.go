// A function of the runtimes provided.*. It finds Paddock by itself: its client is told nothing.
package main

import (
	"context"
	"log"
	"os"
	"runtime"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type event struct {
	Write string `json:"write"`
}

type answer struct {
	Wrote string `json:"wrote"`
}

func main() {
	settings, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	client := dynamodb.NewFromConfig(settings)
	lambda.Start(func(ctx context.Context, told event) (answer, error) {
		log.Printf("writing %s", told.Write)
		_, err := client.PutItem(ctx, &dynamodb.PutItemInput{
			TableName: aws.String(os.Getenv("TABLE_NAME")),
			Item: map[string]types.AttributeValue{
				"pk": &types.AttributeValueMemberS{Value: told.Write},
				"by": &types.AttributeValueMemberS{Value: runtime.Version()},
			},
		})
		return answer{told.Write}, err
	})
}
