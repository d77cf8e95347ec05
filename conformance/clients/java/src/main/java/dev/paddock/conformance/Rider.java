package dev.paddock.conformance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbAtomicCounter;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.*;

/** An item as programs have it: the Enhanced Client wants a bean. */
@DynamoDbBean
public class Rider {
  private String name;
  private int number;
  private String team;
  private BigDecimal score;
  private Instant born;
  private Set<String> colours;
  private List<Home> homes;
  private Map<String, String> notes;
  private Integer version;
  private Long rides;

  @DynamoDbBean
  public static class Home {
    private String city;

    public String getCity() { return city; }
    public void setCity(String city) { this.city = city; }
  }

  @DynamoDbPartitionKey
  public String getName() { return name; }
  public void setName(String name) { this.name = name; }

  @DynamoDbSortKey
  public int getNumber() { return number; }
  public void setNumber(int number) { this.number = number; }

  @DynamoDbSecondaryPartitionKey(indexNames = "by-team")
  public String getTeam() { return team; }
  public void setTeam(String team) { this.team = team; }

  public BigDecimal getScore() { return score; }
  public void setScore(BigDecimal score) { this.score = score; }

  public Instant getBorn() { return born; }
  public void setBorn(Instant born) { this.born = born; }

  public Set<String> getColours() { return colours; }
  public void setColours(Set<String> colours) { this.colours = colours; }

  public List<Home> getHomes() { return homes; }
  public void setHomes(List<Home> homes) { this.homes = homes; }

  public Map<String, String> getNotes() { return notes; }
  public void setNotes(Map<String, String> notes) { this.notes = notes; }

  @DynamoDbVersionAttribute
  public Integer getVersion() { return version; }
  public void setVersion(Integer version) { this.version = version; }

  @DynamoDbAtomicCounter
  public Long getRides() { return rides; }
  public void setRides(Long rides) { this.rides = rides; }

  /** All that it says, less its version and counter. */
  String said() {
    return List.of(name, number, team, score, born, new TreeSet<>(colours), homes.stream().map(Home::getCity).toList(), notes).toString();
  }
}
