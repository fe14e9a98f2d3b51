package furong.cases;

import furong.base.Result;
import furong.cases.PublicPhoto.Mark;
import java.util.List;

/** Port: makes and deletes the copies of photos that everybody may see. */
public interface PublicCopies {

  /** Makes a copy in which nothing under the marks can be told any more; answers its id. */
  Result<String> make(long caseId, String photo, List<Mark> marks);

  /** Deletes a copy; one that is gone already is no fault. */
  void delete(String id);
}
